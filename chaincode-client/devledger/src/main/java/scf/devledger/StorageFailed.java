package scf.devledger;

import java.sql.SQLException;

/// The ledger's database did not do what was asked. Nothing was half done.
final class StorageFailed extends RuntimeException {

    StorageFailed(SQLException cause) {
        super("The development ledger's database failed: " + cause.getMessage(), cause);
    }
}
