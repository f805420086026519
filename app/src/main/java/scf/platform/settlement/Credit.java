package scf.platform.settlement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import scf.platform.money.Money;

/// Money that has arrived on an account, as the bank's notification states it.
///
/// @param no counted through the whole message, from 1
/// @param reference the bank's own reference of the booking
/// @param endToEndId what the payer's bank was told to carry through: the reference of the instruction
/// @param creditedAccount the account on which the money arrived
public record Credit(
        int no,
        String reference,
        @Nullable String endToEndId,
        Money amount,
        @Nullable LocalDate bookedOn,
        @Nullable String creditedAccount,
        @Nullable String payerName,
        @Nullable String payerAccount) {

    /// What bears no date was booked when it was told.
    boolean isBookedBefore(LocalDate day) {
        return bookedOn != null && bookedOn.isBefore(day);
    }

    /// The day from which it counts: the one on which it was booked, between the day on which it was
    /// payable and the one on which it is looked at.
    LocalDate cameOn(LocalDate payableOn, LocalDate until) {
        var day = bookedOn == null || bookedOn.isAfter(until) ? until : bookedOn;
        return day.isBefore(payableOn) ? payableOn : day;
    }
}
