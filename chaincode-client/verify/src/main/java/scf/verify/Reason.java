package scf.verify;

/// Why a proof does not hold, in the order in which it is looked at.
public enum Reason {
    NOT_A_PROOF("the file is not spelt as a proof is"),
    ENDORSER_UNREADABLE("an endorser is not an organisation with one certificate"),
    ORGANISATION_UNKNOWN("an endorser's organisation does not stand in the trust bundle, or endorses twice"),
    CERTIFICATE_NOT_OF_ROOT("an endorser's certificate does not come from its organisation's root"),
    NOT_A_PEER("an endorser's certificate is not that of a peer"),
    POLICY_NOT_MET("not all organisations have endorsed whose word is needed"),
    SIGNATURE_INVALID("an endorser has not signed this"),
    ANSWER_UNREADABLE("an answer is not spelt as a peer spells it"),
    HASH_DIFFERS("what was endorsed is the answer to another question"),
    QUESTION_UNREADABLE("a question is not spelt as a proposal is"),
    QUESTION_DIFFERS("a question is not the one that belongs at its place"),
    CERTIFICATE_NOT_VALID_THEN("an endorser's certificate was not valid when the question was asked"),
    NONCE_DIFFERS("the proof answers another question than yours"),
    ANSWER_DIFFERS("an answer does not belong to its question"),
    WRITTEN_AFTER_HEIGHT("the state was written after the height as of which it would be proved"),
    TRANSACTION_NOT_VALID("the peers have found the transaction invalid"),
    TRANSACTION_DIFFERS("the transaction is not the one that wrote the state"),
    ACT_DIFFERS("the act is not the one that the ledger names"),
    ACT_UNREADABLE("the act's header is not spelt as an act's header is"),
    ACT_SIGNATURE_INVALID("a party that acts has not signed the act"),
    ROW_DIFFERS("a row is not what the act commits to"),
    TERMS_DIFFER("the terms are not what the state commits to");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
