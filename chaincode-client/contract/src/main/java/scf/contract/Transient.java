package scf.contract;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an act and a genesis lie in the transient field of a proposal, which no block ever shows.
///
/// An act has the fields `header`, `rows`, `salts` and `signature`. `header` and `signature` are the bytes themselves;
/// `rows` and `salts` are lists, each element its length as four bytes (big-endian) and then its bytes, with nothing
/// before, between or after. An act of several parties has the list `cosignatures` as well. A genesis has the fields
/// `genesis` (JSON) and `fingerprintKey` (32 bytes).
public final class Transient {

    public static final String HEADER = "header";
    public static final String ROWS = "rows";
    public static final String SALTS = "salts";
    public static final String SIGNATURE = "signature";
    public static final String COSIGNATURES = "cosignatures";
    public static final String GENESIS = "genesis";
    public static final String FINGERPRINT_KEY = "fingerprintKey";

    private Transient() {}

    public static Map<String, byte[]> of(SignedAct act) {
        var fields = new HashMap<String, byte[]>(Map.of(
                HEADER, act.header().toArray(),
                ROWS, join(act.rows()),
                SALTS, join(act.salts()),
                SIGNATURE, act.signature().toArray()));
        if (!act.cosignatures().isEmpty()) {
            fields.put(COSIGNATURES, join(act.cosignatures()));
        }
        return Map.copyOf(fields);
    }

    public static SignedAct act(Map<String, byte[]> fields) {
        return new SignedAct(
                field(fields, HEADER),
                split(field(fields, ROWS)),
                split(field(fields, SALTS)),
                field(fields, SIGNATURE),
                fields.containsKey(COSIGNATURES) ? split(field(fields, COSIGNATURES)) : List.of());
    }

    public static Map<String, byte[]> of(Genesis genesis, Bytes fingerprintKey) {
        return Map.of(GENESIS, genesis.bytes().toArray(), FINGERPRINT_KEY, fingerprintKey.toArray());
    }

    public static Genesis genesis(Map<String, byte[]> fields) {
        return Genesis.parse(field(fields, GENESIS));
    }

    public static Bytes fingerprintKey(Map<String, byte[]> fields) {
        return field(fields, FINGERPRINT_KEY);
    }

    private static Bytes field(Map<String, byte[]> fields, String name) {
        byte @Nullable [] value = fields.get(name);
        if (value == null) {
            throw new Malformed("the transient field has no " + name);
        }
        return Bytes.of(value);
    }

    private static byte[] join(List<Bytes> elements) {
        var joined = ByteBuffer.allocate(elements.stream()
                .mapToInt(e -> Math.addExact(Integer.BYTES, e.size()))
                .sum());
        for (Bytes element : elements) {
            joined.putInt(element.size()).put(element.toArray());
        }
        return joined.array();
    }

    private static List<Bytes> split(Bytes joined) {
        var rest = ByteBuffer.wrap(joined.toArray());
        var elements = new ArrayList<Bytes>();
        try {
            while (rest.hasRemaining()) {
                int length = rest.getInt();
                if (length < 0 || length > rest.remaining()) {
                    throw new Malformed("a length in a list");
                }
                byte[] element = new byte[length];
                rest.get(element);
                elements.add(Bytes.of(element));
            }
        } catch (BufferUnderflowException _) {
            throw new Malformed("the end of a list");
        }
        return List.copyOf(elements);
    }
}
