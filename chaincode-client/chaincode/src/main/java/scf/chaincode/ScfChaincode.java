package scf.chaincode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.metrics.Metrics;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.NettyChaincodeServer;
import org.hyperledger.fabric.shim.ResponseUtils;
import org.hyperledger.fabric.traces.Traces;
import scf.contract.Answer;
import scf.contract.Beginning;
import scf.contract.Bytes;
import scf.contract.LedgerEvent;
import scf.contract.LedgerFunction;
import scf.contract.LedgerReads;
import scf.contract.Malformed;
import scf.contract.Refusal;
import scf.contract.Rules;
import scf.contract.Signatures;
import scf.contract.SignedAct;
import scf.contract.Transient;

/// Carries the rules of `contract` onto a Fabric peer, and adds none of its own.
///
/// It extends [ChaincodeBase] directly: the contract API would scan the whole classpath at each start. A refusal is an
/// error response with the text `CODE: words`, because nothing else of a response reaches the client.
public final class ScfChaincode extends ChaincodeBase {

    private final Signatures signatures = new BouncyCastleSignatures();

    /// Serves peers that run this chaincode as a service. The peer's package id and the address come from the
    /// environment: `CORE_CHAINCODE_ID_NAME` and `CHAINCODE_SERVER_ADDRESS`; with `CORE_PEER_TLS_ENABLED` also
    /// its own `CORE_TLS_CLIENT_KEY_FILE` and `CORE_TLS_CLIENT_CERT_FILE`, and in `CORE_PEER_TLS_ROOTCERT_FILE` the
    /// root that the peer's certificate must come from.
    public static void main(String[] arguments) throws IOException, InterruptedException, URISyntaxException {
        var chaincode = new ScfChaincode();
        chaincode.initializeLogging();
        chaincode.processEnvironmentOptions();
        // ChaincodeBase.start does this before it dials a peer. Here the peer dials, and the shim needs it all the
        // same.
        Metrics.initialize(chaincode.getChaincodeConfig());
        Traces.initialize(chaincode.getChaincodeConfig());
        var server = chaincode.getChaincodeServerConfig();
        if (server.isTlsEnabled()) {
            // Its own peer only: the shim by itself would answer whoever dials.
            server.setTrustCertCollectionFile(System.getenv("CORE_PEER_TLS_ROOTCERT_FILE"));
        }
        new NettyChaincodeServer(chaincode, server).start();
    }

    /// Lifecycles that demand an initialisation begin the ledger with it.
    @Override
    public Response init(ChaincodeStub stub) {
        return begin(stub);
    }

    @Override
    public Response invoke(ChaincodeStub stub) {
        List<byte[]> arguments = stub.getArgs();
        if (arguments.isEmpty()) {
            return refused("NO_SUCH_FUNCTION", "a function is named by the first argument");
        }
        Optional<LedgerFunction> function = LedgerFunction.ofWire(stub.getFunction());
        if (function.isEmpty()) {
            return refused("NO_SUCH_FUNCTION", "the functions are those of LedgerFunction");
        }
        return switch (function.get()) {
            case INIT -> begin(stub);
            case ACT -> act(stub);
            case READ_CONFIG,
                    READ_ACT,
                    READ_KEY,
                    READ_RECEIVABLE,
                    READ_VOUCHER,
                    READ_KEY_TERMS,
                    READ_RECEIVABLE_TERMS,
                    READ_VOUCHER_TERMS -> read(stub, function.get());
        };
    }

    private Response begin(ChaincodeStub stub) {
        Beginning beginning;
        try {
            var told = stub.getTransient();
            beginning = Rules.begin(
                    new PeerWorld(stub), signatures, Transient.genesis(told), Transient.fingerprintKey(told));
        } catch (Malformed malformed) {
            return refused(Refusal.MALFORMED.name(), malformed.words());
        }
        return switch (beginning) {
            case Beginning.Begun _, Beginning.BegunBefore _ -> ResponseUtils.newSuccessResponse();
            case Beginning.Refused refused -> refused("GENESIS_REFUSED", refused.message());
        };
    }

    /// An act has no arguments: they would stand in the block, and the act must not.
    private Response act(ChaincodeStub stub) {
        if (stub.getArgs().size() > 1) {
            return refused(Refusal.MALFORMED.name(), "an act has no arguments");
        }
        SignedAct act;
        try {
            act = Transient.act(stub.getTransient());
        } catch (Malformed malformed) {
            return refused(Refusal.MALFORMED.name(), malformed.words());
        }
        return switch (Rules.apply(new PeerWorld(stub), signatures, act)) {
            case Answer.Written written -> {
                Bytes event = written.event().bytes();
                stub.setEvent(LedgerEvent.NAME, event.toArray());
                yield ResponseUtils.newSuccessResponse(event.toArray());
            }
            case Answer.WrittenBefore _ -> ResponseUtils.newSuccessResponse();
            case Answer.Refused refused -> refused(refused.refusal().name(), refused.message());
        };
    }

    private static Response read(ChaincodeStub stub, LedgerFunction function) {
        List<String> asked = stub.getParameters();
        String id = asked.isEmpty() ? "" : asked.getFirst();
        return ResponseUtils.newSuccessResponse(LedgerReads.read(new PeerWorld(stub), function, id)
                .orElse(Bytes.EMPTY)
                .toArray());
    }

    private static Response refused(String code, String words) {
        return ResponseUtils.newErrorResponse(code + ": " + words);
    }
}
