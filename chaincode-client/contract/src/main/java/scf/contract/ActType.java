package scf.contract;

/// A declared business step of one party, and who may take it.
public enum ActType {
    /// A key for acts comes into being, told by whoever has identified its owner.
    REGISTER_KEY(Rows.ONE),
    /// A new key replaces an old one: the old key signs, the new one proves that it is there.
    ROTATE_KEY(Rows.ONE),
    /// A key ends, from this place in the order of blocks on.
    REVOKE_KEY(Rows.ONE),
    /// The debtor confirms (确权) what it owes on receivables, in whole or in part.
    CONFIRM(Rows.MANY),
    /// The debtor rejects (拒绝确权) what is claimed of it: it will not be confirmed.
    REJECT(Rows.MANY),
    /// Debtor and creditor agree that less is owed (减额): a credit note, a dispute that is settled.
    DILUTE(Rows.ONE),
    /// The debtor issues a voucher (开立凭证) on a confirmed receivable.
    ISSUE(Rows.ONE),
    /// The payee accepts the voucher (签收) and becomes its holder.
    ACCEPT(Rows.ONE),
    /// The payee declines the voucher (拒签): its value goes back to where it came from.
    DECLINE(Rows.ONE),
    /// The holder passes the voucher on, whole or in parts (转让, 拆分), or only splits it for itself.
    TRANSFER(Rows.ONE),
    /// Holder and issuer cancel a voucher that never moved (作废).
    VOID(Rows.ONE),
    /// The city freezes the voucher on an authority's order (冻结): nothing but payment happens to it.
    FREEZE(Rows.ONE),
    /// The city lifts a freeze, on an authority's order again.
    UNFREEZE(Rows.ONE),
    /// The holder locks the voucher for one bank's financing (融资锁定), until a time that the lock itself carries.
    LOCK(Rows.ONE),
    /// The bank lets go of a lock before its time.
    RELEASE(Rows.ONE),
    /// The bank has paid (放款): the locked voucher is financed.
    FUND(Rows.ONE),
    /// The receiving bank has the debtor's money (兑付): vouchers of one receipt end.
    SETTLE(Rows.MANY);

    private enum Rows {
        ONE,
        MANY
    }

    private final Rows rows;

    ActType(Rows rows) {
        this.rows = rows;
    }

    /// Whether one header may speak of many objects, each in a row with its own version.
    public boolean isBatch() {
        return rows == Rows.MANY;
    }

    public boolean mayBeTakenBy(Role role) {
        return switch (this) {
            case REGISTER_KEY -> role == Role.CITY || role == Role.BANK;
            case ROTATE_KEY, REVOKE_KEY -> true;
            case CONFIRM, REJECT, DILUTE, ISSUE, ACCEPT, DECLINE, TRANSFER, VOID, LOCK -> role == Role.ENTERPRISE;
            case RELEASE, FUND, SETTLE -> role == Role.BANK;
            case FREEZE, UNFREEZE -> role == Role.CITY;
        };
    }

    /// Whether parties beside the actor sign the same header, because the step takes something from them.
    public boolean takesConsent() {
        return this == DILUTE || this == VOID;
    }

    public static ActType ofWire(String wire) {
        return Form.oneOf(ActType.class, "type", wire);
    }
}
