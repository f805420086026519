package scf.platform.signing;

/// What a value type said when it refused a value, as a caller should read it: with a capital and a full stop.
final class Sentence {

    private Sentence() {}

    static String of(String words) {
        String begun = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return begun.endsWith(".") ? begun : begun + ".";
    }
}
