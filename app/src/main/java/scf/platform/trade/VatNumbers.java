package scf.platform.trade;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers of Chinese invoices: twenty digits of a 数电票, or code and number of the older 增值税发票.
///
/// The older ones count to eight digits within a code of ten or twelve, so that one without the other names nothing:
/// here they are one number, code first. Leading zeros are digits like others. A spreadsheet that has dropped them
/// is told so, because which invoice was meant is not ours to guess.
final class VatNumbers {

    private static final String SOURCE = "增值税发票 代码/号码/校验码";

    private static final Pattern CODE = Pattern.compile("\\d{10}|\\d{12}");
    private static final Pattern NUMBER = Pattern.compile("\\d{8}");
    private static final Pattern CHECK_CODE = Pattern.compile("\\d{6}|\\d{20}");

    private VatNumbers() {}

    /// The number under which the invoice is known; code and check code are kept as details.
    static String number(
            @Nullable String code, String number, @Nullable String checkCode, Map<String, String> details) {
        return number("/code", code, "/number", number, "/checkCode", checkCode, details);
    }

    static String number(
            String codeField,
            @Nullable String code,
            String numberField,
            String number,
            String checkCodeField,
            @Nullable String checkCode,
            Map<String, String> details) {
        if (checkCode != null) {
            String check = Values.digits(checkCode);
            if (!CHECK_CODE.matcher(check).matches()) {
                throw new Unacceptable(
                        checkCodeField, "check_code", SOURCE, "a 校验码 has twenty digits, of which six are asked for");
            }
            details.put("checkCode", check.substring(check.length() - 6));
        }
        if (code == null) {
            return Values.number(numberField, number);
        }
        String plain = Values.digits(code);
        if (!CODE.matcher(plain).matches()) {
            throw new Unacceptable(
                    codeField, "code_of_ten_or_twelve_digits", SOURCE, "a 发票代码 has ten or twelve digits");
        }
        String serial = Values.digits(number);
        if (!NUMBER.matcher(serial).matches()) {
            throw new Unacceptable(
                    numberField, "eight_digits", SOURCE, "a 发票号码 beside a 发票代码 has eight digits, zeros included");
        }
        details.put("invoiceCode", plain);
        details.put("invoiceNo", serial);
        return plain + serial;
    }
}
