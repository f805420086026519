package scf.platform.settlement;

import java.util.List;

/// A bank's notification of credits: ISO 20022 BankToCustomerDebitCreditNotification, as far as settlement needs it.
///
/// @param messageId the bank's id of the message: the same one never counts twice
/// @param version `camt.054.001.02` or `camt.054.001.08`
public record Camt054(String messageId, String version, List<Credit> credits) {

    public Camt054 {
        credits = List.copyOf(credits);
    }

    /// How reading a message ends.
    public sealed interface Reading {

        /// Something in it is not what settlement takes.
        ///
        /// @param path the element, by names and ordinals: `Ntfctn[1]/Ntry[2]/CdtDbtInd`
        /// @param rule in a few words, what is expected there
        record NotAcceptable(String path, String rule, String message) implements Reading {}

        record Read(Camt054 message) implements Reading {}
    }
}
