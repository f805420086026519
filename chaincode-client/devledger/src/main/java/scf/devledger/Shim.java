package scf.devledger;

import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.hyperledger.fabric.traces.Traces;

/// Prepares Fabric's chaincode shim for running inside this process.
final class Shim {

    /// Held, because a logger that nobody holds forgets its level. The shim calls every refusal SEVERE.
    private static final Logger INVOCATIONS =
            Logger.getLogger("org.hyperledger.fabric.shim.impl.ChaincodeInvocationTask");

    private static final Logger TRACES = Logger.getLogger(Traces.class.getName());

    private Shim() {}

    static void prepare() {
        INVOCATIONS.setLevel(Level.OFF);
        TRACES.setLevel(Level.WARNING);
        var _ = Traces.initialize(new Properties());
    }
}
