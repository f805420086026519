package scf.platform.financing;

/// Why a bank says no (拒绝原因): a code that can be counted, beside words for the holder. The dictionary is served at
/// `GET /v1/rejection-reasons`.
public enum RejectionReason {

    /// Not within the bank's policy for this industry, region or size.
    CREDIT_POLICY("Not within the bank's credit policy", "不符合信贷政策"),

    /// No room on the bank's line for this chain.
    LIMIT_EXHAUSTED("No room on the bank's line for this chain", "授信额度不足"),

    /// The documents behind the voucher do not suffice.
    INSUFFICIENT_EVIDENCE("The documents behind the voucher do not suffice", "贸易背景材料不足"),

    /// The trade cannot be believed, or its parties are related.
    TRADE_DOUBTED("The trade behind the voucher is doubted", "贸易真实性存疑"),

    /// The tenor, the amount or the price does not suit.
    TERMS_NOT_MET("Tenor, amount or price does not suit", "期限、金额或价格不匹配"),

    /// The claim is financed, pledged or registered elsewhere.
    PRIOR_RIGHT("The claim is financed, pledged or registered elsewhere", "应收账款存在在先权利"),

    /// What is known of the holder does not allow it: identity, overdue debts, litigation.
    HOLDER_STANDING("The holder's standing does not allow it", "融资企业准入不通过"),

    /// What is known of the debtor does not allow it.
    DEBTOR_STANDING("The debtor's standing does not allow it", "付款企业准入不通过"),

    /// As the words say.
    OTHER("As the words say", "其他");

    private final String english;
    private final String chinese;

    RejectionReason(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    public String english() {
        return english;
    }

    public String chinese() {
        return chinese;
    }
}
