package scf.devledger;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.ledger.rwset.TxReadWriteSet;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;
import org.hyperledger.fabric.protos.peer.Response;

/// The system chaincode `qscc`: questions about the chain itself, which a proof of an act also asks.
///
/// Endorsed and never submitted, an answer is each peer's signed word on how high its chain is, or on whether a
/// transaction was found valid. The flags in a block alone are signed by nobody.
final class SystemReads {

    static final String CHAINCODE = "qscc";
    static final String VERSION = "syscc";

    private static final int OK = 200;
    private static final int ERROR = 500;

    private SystemReads() {}

    static Simulation.Simulated run(Proposed proposed, String channel, Snapshot snapshot) {
        List<String> arguments = proposed.input().getArgsList().stream()
                .map(ByteString::toStringUtf8)
                .toList();
        Response response = arguments.size() >= 2 && arguments.get(1).equals(channel)
                ? answer(arguments, snapshot)
                : error("the first argument is a function, the second the channel");
        return new Simulation.Simulated(response, Optional.empty(), TxReadWriteSet.getDefaultInstance(), Map.of());
    }

    private static Response answer(List<String> arguments, Snapshot snapshot) {
        if (arguments.getFirst().equals("GetChainInfo")) {
            return ok(chainInfo(snapshot));
        }
        if (arguments.size() < 3) {
            return error("a third argument is needed");
        }
        String asked = arguments.get(2);
        return switch (arguments.getFirst()) {
            case "GetTransactionByID" ->
                snapshot.place(asked)
                        .map(place -> ok(transaction(place, snapshot)))
                        .orElseGet(() -> error("Failed to get transaction with id " + asked));
            case "GetBlockByTxID" ->
                snapshot.place(asked)
                        .flatMap(place -> snapshot.block(place.block()))
                        .map(block -> ok(block.toByteString()))
                        .orElseGet(() -> error("Failed to get block for txID " + asked));
            case "GetBlockByNumber" ->
                number(asked)
                        .flatMap(snapshot::block)
                        .map(block -> ok(block.toByteString()))
                        .orElseGet(() -> error("Failed to get block number " + asked));
            default -> error("Requested function " + arguments.getFirst() + " not found.");
        };
    }

    private static Optional<Long> number(String text) {
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static ByteString chainInfo(Snapshot snapshot) {
        long height = snapshot.height();
        Block last = snapshot.block(height - 1).orElseThrow();
        return BlockchainInfo.newBuilder()
                .setHeight(height)
                .setCurrentBlockHash(Blocks.hash(last.getHeader()))
                .setPreviousBlockHash(last.getHeader().getPreviousHash())
                .build()
                .toByteString();
    }

    private static ByteString transaction(Snapshot.Place place, Snapshot snapshot) {
        Block block = snapshot.block(place.block()).orElseThrow();
        Envelope envelope = EndorsedTransaction.parse(block.getData().getData(place.position()))
                .orElseThrow()
                .envelope();
        return ProcessedTransaction.newBuilder()
                .setTransactionEnvelope(envelope)
                .setValidationCode(Blocks.code(block, place.position()).getNumber())
                .build()
                .toByteString();
    }

    private static Response ok(ByteString payload) {
        return Response.newBuilder().setStatus(OK).setPayload(payload).build();
    }

    private static Response error(String message) {
        return Response.newBuilder().setStatus(ERROR).setMessage(message).build();
    }
}
