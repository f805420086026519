package scf.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The holder locks its voucher for one bank (融资锁定), so that no other bank can be made to believe in it meanwhile, and
/// signs in the same breath what it gives away and at what price: the offer that it accepts.
///
/// Price words are those of the offer. The rules do not judge them; they stand here because nobody signs a sale whose
/// price is somewhere else.
///
/// @param request the financing request whose offer was accepted
/// @param offer the bank's offer, and the only one that may be funded under this lock
/// @param product whether the voucher is sold or pledged
/// @param recourse whether the bank may turn to the holder when the debtor does not pay; null under a lock of before
///     that was a term, which is spelt without the field
/// @param fundedMinor the principal: the whole face that is sold, or what is lent on it. Not what reaches the account
/// @param interestMode when interest is taken, for example `UP_FRONT`
/// @param annualRateMillionths the year's rate: 3.85% is 38500
/// @param dayCount how days are counted, for example `ACT_360`
/// @param feesMinor all else that the holder pays for the money, once
/// @param lockedUntil when the lock dies by itself, whoever has forgotten it
public record LockRow(
        String voucher,
        String holder,
        String bank,
        String request,
        String offer,
        Product product,
        @Nullable Recourse recourse,
        long fundedMinor,
        String currency,
        String interestMode,
        long annualRateMillionths,
        String dayCount,
        long feesMinor,
        Instant lockedUntil)
        implements Row {

    public LockRow {
        Form.id("voucher", voucher);
        Form.party("holder", holder);
        Form.party("bank", bank);
        Form.id("request", request);
        Form.id("offer", offer);
        Form.amount("fundedMinor", fundedMinor);
        Form.currency("currency", currency);
        Form.id("interestMode", interestMode);
        Form.notBelowZero("annualRateMillionths", annualRateMillionths);
        Form.id("dayCount", dayCount);
        Form.notBelowZero("feesMinor", feesMinor);
        Form.seconds("lockedUntil", lockedUntil);
    }

    /// A lock of before recourse was a term.
    public LockRow(
            String voucher,
            String holder,
            String bank,
            String request,
            String offer,
            Product product,
            long fundedMinor,
            String currency,
            String interestMode,
            long annualRateMillionths,
            String dayCount,
            long feesMinor,
            Instant lockedUntil) {
        this(
                voucher,
                holder,
                bank,
                request,
                offer,
                product,
                null,
                fundedMinor,
                currency,
                interestMode,
                annualRateMillionths,
                dayCount,
                feesMinor,
                lockedUntil);
    }

    static LockRow read(JsonReader in) {
        return new LockRow(
                in.string("voucher"),
                in.string("holder"),
                in.string("bank"),
                in.string("request"),
                in.string("offer"),
                Form.oneOf(Product.class, "product", in.string("product")),
                in.has("recourse") ? Form.oneOf(Recourse.class, "recourse", in.string("recourse")) : null,
                in.number("fundedMinor"),
                in.string("currency"),
                in.string("interestMode"),
                in.number("annualRateMillionths"),
                in.string("dayCount"),
                in.number("feesMinor"),
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
                .string("offer", offer)
                .string("product", product.name())
                .stringIfAny("recourse", recourse)
                .number("fundedMinor", fundedMinor)
                .string("currency", currency)
                .string("interestMode", interestMode)
                .number("annualRateMillionths", annualRateMillionths)
                .string("dayCount", dayCount)
                .number("feesMinor", feesMinor)
                .string("lockedUntil", lockedUntil.toString())
                .bytes();
    }
}
