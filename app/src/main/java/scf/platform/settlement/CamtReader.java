package scf.platform.settlement;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import scf.platform.calendar.BusinessDates;
import scf.platform.money.Money;
import scf.platform.settlement.Camt.Reading;
import scf.platform.settlement.XmlNode.Unacceptable;

/// Reads camt.054 and camt.053 in their two living versions: .02, which most core systems still write, and .08 of the
/// new rule books.
///
/// Only money that has arrived counts: booked credits. A notification (camt.054) that holds anything else is refused
/// whole, because who sends a debit or something pending has taken this door for another. A statement (camt.053) tells
/// of everything that moved on the account: its booked credits are read, the rest is none of settlement's business.
final class CamtReader {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:";
    private static final Set<String> VERSIONS =
            Set.of("camt.053.001.02", "camt.053.001.08", "camt.054.001.02", "camt.054.001.08");
    private static final int MOST_CREDITS = 500;
    private static final int LONGEST_ID = 35;
    private static final int LONGEST_NAME = 140;
    /// An xs:date may end with an offset.
    private static final int DAY = 10;
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,5})?");

    private final List<Credit> credits = new ArrayList<>();
    private final String messageId;

    private CamtReader(String messageId) {
        this.messageId = messageId;
    }

    static Reading read(String xml) {
        try {
            return new Reading.Read(message(XmlNode.read(xml)));
        } catch (Unacceptable e) {
            return new Reading.NotAcceptable(e.path, e.rule, e.getMessage() == null ? e.rule : e.getMessage());
        }
    }

    private static Camt message(XmlNode document) {
        String version = document.namespace().replace(NAMESPACE, "");
        if (!document.name().equals("Document") || !VERSIONS.contains(version)) {
            throw new Unacceptable(
                    document.path(),
                    "camt.054.001.02, camt.054.001.08, camt.053.001.02 or camt.053.001.08",
                    "the message is neither notification nor statement in a version that is read here");
        }
        boolean statement = version.startsWith("camt.053");
        var body = document.need(statement ? "BkToCstmrStmt" : "BkToCstmrDbtCdtNtfctn");
        var reader = new CamtReader(text(body.need("GrpHdr", "MsgId"), LONGEST_ID));
        for (var account : body.all(statement ? "Stmt" : "Ntfctn")) {
            String number = accountNumber(account.at("Acct"));
            for (var entry : account.all("Ntry")) {
                if (!statement || isBookedCredit(entry)) {
                    reader.entry(entry, number);
                }
            }
        }
        if (!statement && reader.credits.isEmpty()) {
            throw new Unacceptable(body.path(), "at least one Ntry", "the message notifies of nothing");
        }
        return new Camt(reader.messageId, version, reader.credits);
    }

    private static boolean isBookedCredit(XmlNode entry) {
        return entry.need("CdtDbtInd").text().equals("CRDT")
                && status(entry).text().equals("BOOK")
                && !isReversal(entry);
    }

    /// XML knows two words for yes.
    private static boolean isReversal(XmlNode entry) {
        String said = entry.textAt("RvslInd");
        return "true".equals(said) || "1".equals(said);
    }

    private static XmlNode status(XmlNode entry) {
        var status = entry.need("Sts");
        return status.at("Cd") == null ? status : status.need("Cd");
    }

    /// One booking on the account: one payment, or several that the bank has booked as one sum.
    private void entry(XmlNode entry, @Nullable String account) {
        mustBe(
                "CRDT",
                entry.need("CdtDbtInd"),
                "only credits settle anything: money that left an account pays nobody here");
        mustBe("BOOK", status(entry), "only what is booked has arrived");
        if (isReversal(entry)) {
            throw new Unacceptable(entry.path() + "/RvslInd", "no reversal", "a reversal is not a payment");
        }
        var amount = amount(entry.need("Amt"));
        var payments = entry.all("NtryDtls").stream()
                .flatMap(details -> details.all("TxDtls").stream())
                .toList();
        if (payments.size() < 2) {
            add(entry, payments.isEmpty() ? null : payments.getFirst(), amount, account);
            return;
        }
        Money sum = Money.zero(amount.currency());
        for (var payment : payments) {
            var part = amount(partAmount(payment));
            if (!part.currency().equals(amount.currency())) {
                throw new Unacceptable(payment.path(), "one currency", "the parts of a sum are in its currency");
            }
            sum = sum.plus(part);
            add(entry, payment, part, account);
        }
        if (!sum.equals(amount)) {
            throw new Unacceptable(
                    entry.path() + "/Amt",
                    "parts add up",
                    "the parts of the sum are %s, not %s".formatted(sum, amount));
        }
    }

    /// `TxDtls/Amt` came with version .04; before it, the amount stood among the details.
    private static XmlNode partAmount(XmlNode payment) {
        var amount = payment.at("Amt");
        return amount == null ? payment.need("AmtDtls", "TxAmt", "Amt") : amount;
    }

    private void add(XmlNode entry, @Nullable XmlNode payment, Money amount, @Nullable String account) {
        if (credits.size() == MOST_CREDITS) {
            throw new Unacceptable(entry.path(), "size", "a message has at most " + MOST_CREDITS + " credits");
        }
        int no = credits.size() + 1;
        credits.add(new Credit(
                no,
                reference(entry, payment, no),
                endToEndId(payment),
                amount,
                bookedOn(entry),
                account,
                payment == null ? null : payerName(payment),
                payment == null ? null : accountNumber(payment.at("RltdPties", "DbtrAcct"))));
    }

    /// The bank's own reference of the payment, else of the booking; where it gives none, the place in its message.
    private String reference(XmlNode entry, @Nullable XmlNode payment, int no) {
        var ofPayment = payment == null ? null : payment.at("Refs", "AcctSvcrRef");
        var ofEntry = entry.at("AcctSvcrRef");
        var named = ofPayment != null ? ofPayment : ofEntry != null ? ofEntry : entry.at("NtryRef");
        return named == null ? messageId + "/" + no : text(named, LONGEST_ID);
    }

    /// `NOTPROVIDED` is what ISO 20022 writes where a payer gave none.
    private static @Nullable String endToEndId(@Nullable XmlNode payment) {
        var id = payment == null ? null : payment.at("Refs", "EndToEndId");
        if (id == null || id.text().equals("NOTPROVIDED")) {
            return null;
        }
        return text(id, LONGEST_ID);
    }

    /// A day as it is written; of a moment the day that it is in Shanghai, where it says how far it is from there.
    private static @Nullable LocalDate bookedOn(XmlNode entry) {
        String day = entry.textAt("BookgDt", "Dt");
        String moment = entry.textAt("BookgDt", "DtTm");
        try {
            if (day != null) {
                return LocalDate.parse(day.substring(0, Math.min(DAY, day.length())));
            }
            return moment == null ? null : dayOf(DateTimeFormatter.ISO_DATE_TIME.parse(moment));
        } catch (DateTimeException _) {
            throw new Unacceptable(entry.path() + "/BookgDt", "ISO date", "the booking date is no date");
        }
    }

    private static LocalDate dayOf(TemporalAccessor moment) {
        return moment.isSupported(ChronoField.OFFSET_SECONDS)
                ? LocalDate.ofInstant(Instant.from(moment), BusinessDates.SHANGHAI)
                : LocalDate.from(moment);
    }

    /// `Dbtr/Nm` in version .02, `Dbtr/Pty/Nm` in .08.
    private static @Nullable String payerName(XmlNode payment) {
        var name = payment.at("RltdPties", "Dbtr", "Nm");
        var party = name == null ? payment.at("RltdPties", "Dbtr", "Pty", "Nm") : name;
        return party == null ? null : text(party, LONGEST_NAME);
    }

    private static @Nullable String accountNumber(@Nullable XmlNode account) {
        if (account == null) {
            return null;
        }
        var iban = account.at("Id", "IBAN");
        var other = iban == null ? account.at("Id", "Othr", "Id") : iban;
        return other == null ? null : text(other, LONGEST_ID);
    }

    private static Money amount(XmlNode amount) {
        String currency = amount.currency();
        if (currency == null || !AMOUNT.matcher(amount.text()).matches()) {
            throw new Unacceptable(amount.path(), "amount and Ccy", "an amount is a decimal number and its currency");
        }
        try {
            var money = Money.exactly(new BigDecimal(amount.text()), Currency.getInstance(currency));
            if (money.isPositive()) {
                return money;
            }
        } catch (IllegalArgumentException _) {
            throw new Unacceptable(
                    amount.path(),
                    "amount and Ccy",
                    "an amount is a whole number of the minor unit of an ISO 4217 currency");
        }
        throw new Unacceptable(amount.path(), "more than nothing", "a credit is of more than nothing");
    }

    private static void mustBe(String expected, XmlNode node, String why) {
        if (!node.text().equals(expected)) {
            throw new Unacceptable(node.path(), node.name() + " is " + expected, why);
        }
    }

    /// Words as they stand. Control characters have no place in a reference that people and programs compare.
    private static String text(XmlNode node, int longest) {
        String text = node.text();
        if (text.isEmpty() || text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            throw new Unacceptable(
                    node.path(),
                    "1 to " + longest + " characters",
                    "this is a text of 1 to " + longest + " characters");
        }
        return text;
    }
}
