package scf.platform.rulebook;

import java.util.Arrays;

/// The rules that the platform checks today, by the code under which a refusal names them.
public enum RuleCode {

    /// Tenor of a voucher (账期): at most six calendar months.
    R_01("R-01"),

    /// Real trade background (真实贸易背景).
    R_02("R-02"),

    /// Registration before money moves (动产融资统一登记公示系统登记).
    R_04("R-04"),

    /// Settlement through banks, each time with a bank's receipt; overdue after some days of grace.
    R_05("R-05"),

    /// Who failed at maturity issues nothing new (停止新增开立).
    R_06("R-06"),

    /// Large buyers pay within sixty days of delivery.
    R_11("R-11"),

    /// No forced vouchers, and no voucher that stretches the agreed term.
    R_12("R-12"),

    /// Confirmation (确权) within thirty days of the request.
    R_13("R-13"),

    /// The undisputed part is paid in time.
    R_14("R-14"),

    /// A pledge of receivables arises by registration.
    R_22("R-22"),

    /// Order of a payment that is too small: costs, interest, principal.
    CIVIL_CODE_561("C-561"),

    /// No interest is deducted in advance from a loan (利息不得预先扣除).
    CIVIL_CODE_670("C-670"),

    /// What an overdue loan costs above the contract's rate (罚息).
    PENALTY_251("L-251"),

    /// Priority among several financings of one claim.
    CIVIL_CODE_768("C-768"),

    /// Publication (公示) before a chain-master is listed.
    W_01("W-01"),

    /// New business only while the chain-master is on the whitelist.
    W_02("W-02");

    private final String code;

    RuleCode(String code) {
        this.code = code;
    }

    /// As it stands in refusals and in the table.
    public String code() {
        return code;
    }

    static RuleCode of(String code) {
        return Arrays.stream(values())
                .filter(rule -> rule.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the rulebook holds a rule nobody checks: " + code));
    }

    @Override
    public String toString() {
        return code;
    }
}
