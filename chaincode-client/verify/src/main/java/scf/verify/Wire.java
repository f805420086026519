package scf.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A protobuf message, read strictly: fields in ascending order, only the expected ones, one of each that comes once,
/// numbers in their shortest form. A lenient reader would take the last of two where another takes the first.
///
/// Whatever is spelt otherwise is an [IllegalArgumentException].
final class Wire {

    private static final int VARINT = 0;
    private static final int BYTES = 2;

    private record Field(int number, long value, Octets bytes) {}

    private final Octets message;
    private final List<Field> fields = new ArrayList<>();
    private int at;

    private Wire(Octets message) {
        this.message = message;
    }

    /// @param repeated the fields that may come more than once; the others of `known` come once or never
    static Wire read(Octets message, Set<Integer> known, Set<Integer> repeated) {
        var wire = new Wire(message);
        int last = 0;
        while (wire.at < message.size()) {
            Field field = wire.field();
            boolean inOrder = field.number() > last || (field.number() == last && repeated.contains(last));
            if (!inOrder || !known.contains(field.number())) {
                throw new IllegalArgumentException("field " + field.number());
            }
            last = field.number();
            wire.fields.add(field);
        }
        return wire;
    }

    static Wire read(Octets message, Integer... known) {
        return read(message, Set.of(known), Set.of());
    }

    private Field field() {
        long key = varint();
        int number = Math.toIntExact(key >>> 3);
        int type = (int) (key & 7);
        if (type == VARINT) {
            return new Field(number, varint(), Octets.NONE);
        }
        if (type != BYTES) {
            throw new IllegalArgumentException("type " + type);
        }
        int length = Math.toIntExact(varint());
        if (length > message.size() - at) {
            throw new IllegalArgumentException("cut short");
        }
        at += length;
        return new Field(number, -1, message.part(at - length, at));
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (at == message.size()) {
                break;
            }
            byte b = message.at(at++);
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                if (b == 0 && shift > 0) {
                    throw new IllegalArgumentException("a longer spelling of a number");
                }
                return value;
            }
        }
        throw new IllegalArgumentException("no number");
    }

    /// Nothing at all where the field is left out, as protobuf leaves out what is empty.
    Octets bytes(int number) {
        return all(number).stream().findFirst().orElse(Octets.NONE);
    }

    List<Octets> all(int number) {
        return fields.stream()
                .filter(field -> field.number() == number)
                .map(field -> {
                    if (field.value() != -1) {
                        throw new IllegalArgumentException("a number in field " + number);
                    }
                    return field.bytes();
                })
                .toList();
    }

    boolean has(int number) {
        return fields.stream().anyMatch(field -> field.number() == number);
    }

    /// 0 where the field is left out.
    long number(int number) {
        for (Field field : fields) {
            if (field.number() == number) {
                if (field.value() < 0) {
                    throw new IllegalArgumentException("no number in field " + number);
                }
                return field.value();
            }
        }
        return 0;
    }

    String text(int number) {
        return Fields.utf8(bytes(number));
    }
}
