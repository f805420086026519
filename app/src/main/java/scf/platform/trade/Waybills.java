package scf.platform.trade;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What waybills have of their own: the number of a multimodal one, and the fields of network freight.
final class Waybills {

    /// 联运单: four capitals of whoever issues it, four characters of the place, the day, four digits in sequence.
    private static final Pattern MULTIMODAL = Pattern.compile("[A-Z]{4}[0-9A-Z]{4}(\\d{4})(\\d{2})(\\d{2})\\d{4}");

    private static final String NETWORK_FREIGHT = "网络平台道路货物运输 单据字段";

    private Waybills() {}

    static String number(DocumentRows.WaybillRows waybill) {
        String number = Values.number("/number", waybill.number());
        var mode = waybill.mode();
        if (mode == null) {
            return number;
        }
        switch (mode) {
            case MULTIMODAL -> multimodal(number);
            case NETWORK_FREIGHT -> {
                needed("/originalDocumentNumber", waybill.originalDocumentNumber());
                needed("/shippingNoteNumber", waybill.shippingNoteNumber());
                needed("/vehicleNumber", waybill.vehicleNumber());
            }
            case ROAD, RAIL, WATER, AIR -> {
                // Their numbers are the carrier's own.
            }
        }
        return number;
    }

    private static void multimodal(String number) {
        var form = MULTIMODAL.matcher(number);
        if (form.matches()) {
            try {
                LocalDate.of(
                        Integer.parseInt(form.group(1)),
                        Integer.parseInt(form.group(2)),
                        Integer.parseInt(form.group(3)));
                return;
            } catch (DateTimeException _) {
                // The refusal below says what a number of that form has.
            }
        }
        throw new Unacceptable(
                "/number",
                "multimodal_number",
                Values.PAGE,
                "a 联运单 is numbered by four capitals, four letters or digits, the day as yyyymmdd, four digits");
    }

    private static void needed(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new Unacceptable(field, "required", NETWORK_FREIGHT, "a waybill of network freight says this");
        }
    }

    /// The payments of a trip, as details of the document.
    static Map<String, String> payments(DocumentRows.WaybillRows waybill) {
        var details = new LinkedHashMap<String, String>();
        var payments = Objects.requireNonNullElse(waybill.financialList(), List.<DocumentRows.FinancialRow>of());
        if (payments.size() > Limits.MOST_PAYMENTS_OF_A_TRIP) {
            throw new Unacceptable(
                    "/financialList",
                    "too_many_lines",
                    Values.PAGE,
                    "more than " + Limits.MOST_PAYMENTS_OF_A_TRIP + " payments of one trip");
        }
        for (int i = 0; i < payments.size(); i++) {
            var payment = payments.get(i);
            String field = "/financialList/" + i;
            String name = "financialList." + i + ".";
            details.put(name + "paymentMeansCode", code(field + "/paymentMeansCode", payment.paymentMeansCode()));
            details.put(name + "bankCode", code(field + "/bankCode", payment.bankCode()));
            details.put(name + "sequenceCode", code(field + "/sequenceCode", payment.sequenceCode()));
        }
        return details;
    }

    private static String code(String field, String raw) {
        return Values.text(field, raw, Limits.LONGEST_NUMBER);
    }
}
