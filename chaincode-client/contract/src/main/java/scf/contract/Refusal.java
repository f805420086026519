package scf.contract;

/// Every reason for which the ledger refuses an act, in the order in which they are looked for.
///
/// The first that applies is the answer. Its name is the code that reaches the client; the words beside it go into
/// logs and say nothing of what stood in the act. Rows of a batch are judged one after the other, each against the
/// ledger as the rows before it would leave it; one refused row refuses the whole act.
public enum Refusal {
    // The act as a message
    NOT_INITIALISED("the ledger has no genesis yet"),
    MALFORMED("the header is not one of SCF-Act/1, or the act is not complete"),
    OTHER_CHANNEL("the act is meant for another channel"),
    PREPARED_IN_FUTURE("prepared more than five minutes after the transaction's time"),
    VALID_TOO_LONG("expires before it was prepared, or more than 72 hours after"),
    EXPIRED("expired at the transaction's time"),
    BUSINESS_DATE_OUT_OF_BOUNDS("the business date is more than a day from the transaction's date in Shanghai"),

    // Who signs
    NO_SUCH_KEY("no such key is registered"),
    KEY_NOT_ACTIVE("the key has been rotated or revoked"),
    NOT_THE_KEYS_OWNER("the actor is not the owner of the key"),
    DIGEST_NOT_OF_KEY("the digest is not that of the key's suite"),
    SIGNATURE_INVALID("the signature is not the key's over the header"),
    COSIGNATURE_INVALID("a cosigner has not signed the header with an active key of its own"),

    // What was signed
    ROWS_DIFFER("rows or salts are not those that the header commits to"),
    ROW_MALFORMED("a row is not of the act's type and form"),
    SUBJECT_DIFFERS("the header's subject or version is not that of its rows"),
    ROW_TWICE("two rows speak of one object"),
    ROLE_NOT_ENTITLED("parties of this role do not take this step"),
    EXISTS_ALREADY("the subject exists already"),
    NO_SUCH_SUBJECT("the subject does not exist"),
    VERSION_CONFLICT("the subject is not in the version that the act expects"),

    // Keys
    NOT_THE_REGISTRAR("only the city registers keys of the city and of banks"),
    PARTY_HAS_OTHER_ROLE("the party has another role on this ledger"),
    NOT_THE_KEY_THAT_SIGNS("a key is rotated by itself only"),
    NEW_KEY_EXISTS_ALREADY("the new key exists already"),
    KEY_NOT_OF_ALGORITHM("the public key is not a sound key of its algorithm"),
    PROOF_OF_POSSESSION_INVALID("the proof is not the new key's"),
    NOT_ENTITLED_TO_REVOKE("neither the city, nor the key's registrar, nor its owner"),
    KEY_ENDED_ALREADY("the key has been rotated or revoked already"),

    // Receivables
    NOT_THE_DEBTOR("the actor is not the debtor"),
    DEBTOR_IS_CREDITOR("debtor and creditor are one party"),
    INVOICE_UNREADABLE("seller or invoice number has no letters and digits to know it by"),
    RECEIVABLE_REJECTED("the debtor has rejected the receivable"),
    CONFIRMED_ALREADY("the debtor has confirmed the receivable"),
    RECEIVABLE_DIFFERS("the receivable was confirmed before with other parties, invoice, currency or due date"),
    INVOICE_DIFFERS("the same invoice was confirmed before with another buyer, date, total or currency"),
    INVOICE_EXCEEDED("more would be confirmed than the invoice's total"),

    // Vouchers
    NO_SUCH_RECEIVABLE("no such receivable is confirmed"),
    NOT_THE_ISSUER("the actor is not the issuer, or the issuer not the receivable's debtor"),
    PAYEE_NOT_THE_CREDITOR("the payee is not the receivable's creditor"),
    ISSUE_DATE_NOT_TODAY("the issue date is not the business date"),
    DUE_BEFORE_ISSUE("the due date is not after the issue date"),
    TENOR_EXCEEDED("the tenor is longer than the ledger allows"),
    DUE_AFTER_RECEIVABLE("the voucher would be due after the receivable"),
    OTHER_RECEIVABLE("the voucher stands on another receivable or on none"),
    NOT_THE_PAYEE("the actor is not the payee"),
    NOT_PENDING("the voucher does not wait for acceptance"),
    ACCEPTANCE_OVER("the last day to accept the voucher has passed"),
    NOT_THE_HOLDER("the actor is not the holder of record"),
    ENDED("the voucher has ended"),
    MOVED_BEFORE("the voucher has moved or comes from another"),
    NOT_ACTIVE("the voucher is not active, and for a settlement not financed either"),
    FROZEN("an authority's order holds the voucher"),
    NOT_FROZEN("no authority's order holds the voucher"),
    LOCKED("a lock binds the voucher"),
    NOT_LOCKED("no lock binds the voucher"),
    NOT_THE_LOCKS_BANK("the actor is not the bank that the lock names"),
    LOCK_IN_THE_PAST("the lock would have expired already"),
    NOT_THE_FINANCING_BANK("the voucher is financed by another bank"),
    MATURED("the voucher is due"),
    NOT_YET_DUE("the voucher is not yet due"),
    PAYEE_IS_THE_HOLDER("a part goes to the holder itself"),
    PAYEE_IS_THE_ISSUER("a part goes to the issuer, who would owe itself"),
    PART_EXISTS_ALREADY("the number of a part exists already"),
    HOPS_EXCEEDED("the value would change hands more often than the ledger allows"),
    SPLITS_EXCEEDED("the voucher would be split into more parts than the ledger allows"),
    ACCEPT_BY_OUT_OF_BOUNDS("the last day to accept is past, or not before the due date"),
    CURRENCY_DIFFERS("the currency is another"),
    RECEIVABLE_EXCEEDED("more would be issued than is confirmed"),
    DILUTED_BELOW_VOUCHERS("what is left would not cover the vouchers that stand"),
    FUNDED_ABOVE_FACE("more would be funded than the voucher's face"),
    PURCHASE_NOT_THE_FACE("a purchase takes the whole face"),
    FUNDING_NOT_AS_LOCKED("offer, product or amount are not those that the holder has locked the voucher for"),
    AMOUNT_NOT_THE_FACE("the amount is not the voucher's face"),
    PARTS_NOT_THE_FACE("the parts do not add up to the voucher's face"),
    CONSENT_MISSING("a party whose consent the step needs has not signed");

    private final String words;

    Refusal(String words) {
        this.words = words;
    }

    /// Safe words for logs and people; they never carry anything of the act.
    public String words() {
        return words;
    }
}
