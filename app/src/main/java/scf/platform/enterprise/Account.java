package scf.platform.enterprise;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scf.schema.ids.AccountId;
import scf.schema.ids.EnterpriseId;

/// A bank account (银行账户) that an enterprise names as its own.
///
/// Corporate account numbers have no universal check digit: that name and number belong together is known only to the
/// bank that keeps the account, so a loan is paid out only to an account which that bank has verified.
///
/// @param bankCode 大额支付行号 (CNAPS), twelve digits
/// @param bank the bank that keeps the account
/// @param verifiedAt when that bank said that name and number belong together
public record Account(
        AccountId id,
        EnterpriseId owner,
        String name,
        String number,
        String bankCode,
        EnterpriseId bank,
        Instant openedAt,
        @Nullable Instant verifiedAt) {

    public boolean verified() {
        return verifiedAt != null;
    }
}
