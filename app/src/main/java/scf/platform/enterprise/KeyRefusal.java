package scf.platform.enterprise;

/// Why a key is not registered, rotated or revoked, in the order in which it is looked for.
public sealed interface KeyRefusal {

    /// The caller may not register this kind of key for this owner.
    record NotTheRegistrar() implements KeyRefusal {}

    /// The owner that the key names is no party here.
    record NoSuchOwner() implements KeyRefusal {}

    /// No such key, or one in which the caller has no say.
    record NoSuchKey() implements KeyRefusal {}

    /// The key does not stand where the step starts from.
    record NotActive(KeyStatus status) implements KeyRefusal {}

    /// A key for signed HTTP is rotated by a call that it signs itself.
    record NotSignedByTheOldKey() implements KeyRefusal {}

    /// The bytes are no sound public key of this algorithm.
    record Unsound() implements KeyRefusal {}

    /// The proof of possession is not this key's signature over the stated message.
    record ProofInvalid() implements KeyRefusal {}

    /// The key would end before it begins, or before now.
    record ValidityUpsideDown() implements KeyRefusal {}

    /// The key id names another key.
    record KidTaken() implements KeyRefusal {}

    /// The same public key stands under another name: keys for acts and keys for HTTP are different keys.
    record PublicKeyTaken() implements KeyRefusal {}

    /// A user has at most so many active keys for signed HTTP: one in use and its successor.
    record TooManyKeys(int most) implements KeyRefusal {}

    /// The signed act says something else than the call.
    record ActDiffers() implements KeyRefusal {}
}
