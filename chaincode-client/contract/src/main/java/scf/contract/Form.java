package scf.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/// The forms that fields of acts must have. A message names the field and never repeats what stood in it.
final class Form {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern PARTY = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_TEXT = 200;

    private Form() {}

    static void id(String field, String value) {
        matches(ID, field, value);
    }

    /// A voucher's number as somebody gives it. Those that end in [VoucherTerms#RETURNED] are given by the rules alone.
    static void number(String field, String value) {
        id(field, value);
        if (value.endsWith(VoucherTerms.RETURNED) || value.length() + VoucherTerms.RETURNED.length() > LONGEST_ID) {
            throw new Malformed("the form of " + field);
        }
    }

    /// An enterprise, a bank or the city: a UUID in lower case.
    static void party(String field, String value) {
        matches(PARTY, field, value);
    }

    static void key(String field, String value) {
        matches(KEY, field, value);
    }

    static void currency(String field, String value) {
        matches(CURRENCY, field, value);
    }

    static void hash(String field, String value) {
        matches(HASH, field, value);
    }

    private static void matches(Pattern form, String field, String value) {
        if (!form.matcher(value).matches()) {
            throw new Malformed("the form of " + field);
        }
    }

    /// Words of the trade: at most 200 characters, not blank, no control characters, no half of a surrogate pair.
    static void text(String field, String value) {
        if (value.isBlank() || value.length() > LONGEST_TEXT) {
            throw new Malformed("the length of " + field);
        }
        value.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                throw new Malformed("a character in " + field);
            }
        });
    }

    static void amount(String field, long minor) {
        if (minor <= 0) {
            throw new Malformed(field + " is not above zero");
        }
    }

    /// A figure of which there may be none: a fee, a rate.
    static void notBelowZero(String field, long figure) {
        if (figure < 0) {
            throw new Malformed(field + " is below zero");
        }
    }

    static void version(String field, long version) {
        if (version < 0) {
            throw new Malformed(field + " is below zero");
        }
    }

    static void seconds(String field, Instant instant) {
        if (!isInSeconds(instant)) {
            throw new Malformed(field + " is not in whole seconds");
        }
    }

    private static boolean isInSeconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).equals(instant);
    }

    /// `2026-11-22T13:00:00Z`, and no other spelling of the same instant.
    static Instant instant(String field, String text) {
        try {
            Instant instant = Instant.parse(text);
            if (instant.toString().equals(text) && isInSeconds(instant)) {
                return instant;
            }
        } catch (DateTimeParseException _) {
            // Falls through to the one refusal below.
        }
        throw new Malformed(field + " is not an instant in UTC and whole seconds");
    }

    /// `2026-09-21`.
    static LocalDate date(String field, String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.toString().equals(text) && text.length() == 10) {
                return date;
            }
        } catch (DateTimeParseException _) {
            // Falls through to the one refusal below.
        }
        throw new Malformed(field + " is not a date");
    }

    static <E extends Enum<E>> E oneOf(Class<E> words, String field, String word) {
        for (E constant : List.of(words.getEnumConstants())) {
            if (constant.name().equals(word)) {
                return constant;
            }
        }
        throw new Malformed("unknown " + field);
    }
}
