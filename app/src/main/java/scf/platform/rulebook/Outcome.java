package scf.platform.rulebook;

/// What a rule came to when it was asked.
public enum Outcome {
    PASSED("passed", "通过"),
    WARNED("passed with a warning", "预警"),
    ESCALATED("passed on to the city", "上报"),
    REFUSED("refused", "拒绝");

    private final String words;
    private final String chinese;

    Outcome(String words, String chinese) {
        this.words = words;
        this.chinese = chinese;
    }

    /// In both languages, for a person: `refused (拒绝)`.
    String words() {
        return words + " (" + chinese + ")";
    }
}
