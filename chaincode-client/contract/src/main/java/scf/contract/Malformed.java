package scf.contract;

/// Bytes that are not what they claim to be.
///
/// The message names fields and forms, never values: it becomes text in the logs of peers.
public final class Malformed extends IllegalArgumentException {

    private final String words;

    public Malformed(String words) {
        super(words);
        this.words = words;
    }

    /// What is wrong, in safe words.
    public String words() {
        return words;
    }
}
