package scf.contract;

/// Bytes that are not what they claim to be.
///
/// The message names fields and forms, never values: it becomes text in the logs of peers.
public final class Malformed extends IllegalArgumentException {

    public Malformed(String message) {
        super(message);
    }
}
