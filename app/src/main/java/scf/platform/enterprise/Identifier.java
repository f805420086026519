package scf.platform.enterprise;

/// The official number that names a legal person once, in the form that its scheme prescribes.
///
/// There is no identifier that fails its check characters: the constructors refuse it with a sentence.
public sealed interface Identifier permits UnifiedSocialCreditCode, LegalEntityIdentifier, GlobalLocationNumber {

    Scheme scheme();

    String value();

    /// Which authority numbers.
    enum Scheme {

        /// 统一社会信用代码, for every organisation in China.
        USCC("GB 32100-2015"),

        /// Legal Entity Identifier, for parties abroad.
        LEI("ISO 17442"),

        /// Global Location Number, by which UBL and Peppol papers name parties abroad (ISO 6523 scheme 0088).
        GLN("GS1 General Specifications");

        private final String standard;

        Scheme(String standard) {
            this.standard = standard;
        }

        /// The standard that a refusal cites.
        public String standard() {
            return standard;
        }
    }

    /// Reads an identifier of a scheme, check characters and all.
    ///
    /// @throws IllegalArgumentException with a sentence that the sender can act on
    static Identifier of(Scheme scheme, String value) {
        return switch (scheme) {
            case USCC -> new UnifiedSocialCreditCode(value);
            case LEI -> new LegalEntityIdentifier(value);
            case GLN -> new GlobalLocationNumber(value);
        };
    }
}
