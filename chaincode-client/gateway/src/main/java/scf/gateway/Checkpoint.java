package scf.gateway;

/// The last event whose effect the reader has written down. Reading goes on strictly after it.
///
/// @param transactionId empty for the very beginning of `block`
public record Checkpoint(long block, String transactionId) {

    /// Before the first event that there ever was.
    public static final Checkpoint BEGINNING = new Checkpoint(0, "");

    public Checkpoint {
        if (block < 0) {
            throw new IllegalArgumentException("A block has no negative number: " + block);
        }
    }
}
