package scf.platform.receivable;

/// Why a claim is rejected or disputed: a code that programs count by, and words for the other side.
public record Reason(Code code, String words) {

    /// The dictionary of reasons (拒付/争议原因).
    public enum Code {
        QUANTITY("less was received than invoiced", "数量不符"),
        QUALITY("the goods are not as agreed", "质量不符"),
        PRICE("the price is not as agreed", "价格不符"),
        NOT_ORDERED("nobody ordered it", "无订单"),
        NOT_RECEIVED("nothing was received", "未收货"),
        PAID("it has been paid", "已付款"),
        DUPLICATE("it is claimed elsewhere", "重复请款"),
        CREDIT_NOTE("a credit note is owed", "应开红字发票"),
        OTHER_PARTY("another party is the debtor", "债务人有误"),
        OTHER("another reason, in words", "其他");

        private final String english;
        private final String chinese;

        Code(String english, String chinese) {
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
}
