package scf.platform.settlement;

import java.util.List;

/// A bank's notification of credits, or its statement of an account: ISO 20022 BankToCustomerDebitCreditNotification
/// and BankToCustomerStatement, as far as settlement needs them.
///
/// @param messageId the bank's id of the message: the same one never counts twice
/// @param version `camt.054.001.02`, `camt.054.001.08`, `camt.053.001.02` or `camt.053.001.08`
public record Camt(String messageId, String version, List<Credit> credits) {

    public Camt {
        credits = List.copyOf(credits);
    }

    /// How reading a message ends.
    public sealed interface Reading {

        /// Something in it is not what settlement takes.
        ///
        /// @param path the element, by names and ordinals: `Ntfctn[1]/Ntry[2]/CdtDbtInd`
        /// @param rule in a few words, what is expected there
        record NotAcceptable(String path, String rule, String message) implements Reading {}

        record Read(Camt message) implements Reading {}
    }
}
