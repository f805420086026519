package scf.contract;

import java.time.Instant;

/// The holder locks its voucher for one bank (融资锁定), so that no other bank can be made to believe in it meanwhile.
///
/// @param request the financing request whose offer was accepted
/// @param lockedUntil when the lock dies by itself, whoever has forgotten it
public record LockRow(String voucher, String holder, String bank, String request, Instant lockedUntil) implements Row {

    public LockRow {
        Form.id("voucher", voucher);
        Form.party("holder", holder);
        Form.party("bank", bank);
        Form.id("request", request);
        Form.seconds("lockedUntil", lockedUntil);
    }

    static LockRow read(JsonReader in) {
        return new LockRow(
                in.string("voucher"),
                in.string("holder"),
                in.string("bank"),
                in.string("request"),
                Form.instant("lockedUntil", in.string("lockedUntil")));
    }

    @Override
    public String subject() {
        return voucher;
    }

    @Override
    public Bytes bytes() {
        return new JsonWriter()
                .string("voucher", voucher)
                .string("holder", holder)
                .string("bank", bank)
                .string("request", request)
                .string("lockedUntil", lockedUntil.toString())
                .bytes();
    }
}
