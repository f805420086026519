package scf.platform.rulebook;

import java.util.Arrays;
import java.util.Optional;

/// The rules that the platform checks today, by the code under which a refusal names them.
public enum RuleCode {

    /// Tenor of a voucher (凭证期限) in calendar months.
    R_01("R-01"),

    /// Real trade background (真实贸易背景).
    R_02("R-02"),

    /// The platform informs, it pools no money (信息中介，不设资金池).
    R_03("R-03"),

    /// Registration before money moves (动产融资统一登记公示系统登记).
    R_04("R-04"),

    /// Settlement through banks, each time with a bank's receipt; overdue after some days of grace.
    R_05("R-05"),

    /// Who failed at maturity issues nothing new (停止新增开立).
    R_06("R-06"),

    /// Splits and transfers in bounds, abnormal ones reported (异常拆分转让).
    R_07("R-07"),

    /// The month's volumes, for the bill exchange (上海票据交易所).
    R_08("R-08"),

    /// What a filing asks of the platform (备案).
    R_09("R-09"),

    /// A bank's own system stays its own.
    R_10("R-10"),

    /// Large buyers pay within sixty days of delivery.
    R_11("R-11"),

    /// No forced vouchers, and no voucher that stretches the agreed term.
    R_12("R-12"),

    /// Confirmation (确权) within thirty days of the request.
    R_13("R-13"),

    /// The undisputed part is paid in time.
    R_14("R-14"),

    /// Late payment bears interest (逾期利息).
    R_15("R-15"),

    /// How fast a complaint is passed on and answered (投诉).
    R_16("R-16"),

    /// Notice of assignment (债权转让通知).
    R_17("R-17"),

    /// Changes after the notice do not bind the financier.
    R_18("R-18"),

    /// Priority among several factors of one claim.
    R_19("R-19"),

    /// Recourse, and who keeps the surplus (追索权).
    R_20("R-20"),

    /// Paid to the old creditor: before the notice, or after it.
    R_21("R-21"),

    /// A pledge of receivables arises by registration.
    R_22("R-22"),

    /// A factoring contract is in writing.
    R_23("R-23"),

    /// What all banks have granted to one chain-master.
    R_35("R-35"),

    /// Which of several debts a payment meets.
    CIVIL_CODE_560("C-560"),

    /// Order of a payment that is too small: costs, interest, principal.
    CIVIL_CODE_561("C-561"),

    /// No interest is deducted in advance from a loan (利息不得预先扣除).
    CIVIL_CODE_670("C-670"),

    /// Fees must not be interest deducted in advance by another name (以费代息).
    FEES_OF_A_LOAN("L-18"),

    /// What money may cost by the year (综合融资成本).
    COST_BY_THE_YEAR("L-22"),

    /// What an overdue loan costs above the contract's rate (罚息).
    PENALTY_251("L-251"),

    /// From when on an overdue loan is non-performing.
    NON_PERFORMING("L-90"),

    /// The one-year loan prime rate (一年期贷款市场报价利率), from the day of its publication on.
    LPR_1Y("LPR-1Y"),

    /// Priority among several financings of one claim.
    CIVIL_CODE_768("C-768"),

    /// How long a registration stands (登记期限).
    REGISTRATION_TERM("U-01"),

    /// What a registration says of its claim, and the search before it (登记内容、查询).
    REGISTRATION_CONTENT("U-02"),

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

    /// The rule of this code, if the platform checks one.
    public static Optional<RuleCode> find(String code) {
        return Arrays.stream(values()).filter(rule -> rule.code.equals(code)).findFirst();
    }

    static RuleCode of(String code) {
        return find(code)
                .orElseThrow(() -> new IllegalStateException("the rulebook holds a rule nobody checks: " + code));
    }

    @Override
    public String toString() {
        return code;
    }
}
