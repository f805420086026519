package scf.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import scf.contract.Bytes;
import scf.contract.LedgerEvent;

/// Reads blocks through the peers' system chaincode `qscc`.
///
/// A block's hash stands in the block after it, and that of the last one is told with the height: nothing is computed
/// here, so what is shown is what the ledger itself says.
final class BlockReader {

    static final String SYSTEM_CHAINCODE = "qscc";

    private final Contract qscc;
    private final String channelName;
    private final String[] organizations;

    BlockReader(Contract qscc, String channelName, List<String> organizations) {
        this.qscc = qscc;
        this.channelName = channelName;
        this.organizations = organizations.toArray(String[]::new);
    }

    LedgerBlocks read(long first, int most) {
        try {
            var chain = BlockchainInfo.parseFrom(ask("GetChainInfo", channelName));
            long end = first + Math.clamp(chain.getHeight() - first, 0, most);
            var blocks = new ArrayList<LedgerBlocks.Block>();
            Block block = first < end ? block(first) : Block.getDefaultInstance();
            for (long number = first; number < end; number++) {
                boolean last = number == chain.getHeight() - 1;
                Block next = last ? block : block(number + 1);
                ByteString hash =
                        last ? chain.getCurrentBlockHash() : next.getHeader().getPreviousHash();
                blocks.add(new LedgerBlocks.Block(number, Bytes.of(hash.toByteArray()), acts(block)));
                block = next;
            }
            return new LedgerBlocks(chain.getHeight(), blocks);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The ledger's blocks cannot be read", e);
        }
    }

    static long height(Bytes chainInfo) {
        try {
            return BlockchainInfo.parseFrom(chainInfo.toArray()).getHeight();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("The ledger's height cannot be read", e);
        }
    }

    private Block block(long number) throws InvalidProtocolBufferException {
        return Block.parseFrom(ask("GetBlockByNumber", channelName, Long.toString(number)));
    }

    private byte[] ask(String function, String... arguments) {
        try {
            return qscc.newProposal(function)
                    .addArguments(arguments)
                    .setEndorsingOrganizations(organizations)
                    .build()
                    .evaluate();
        } catch (GatewayException e) {
            throw new LedgerUnavailable("The ledger did not answer " + function + ": " + Refusals.inWords(e), e);
        }
    }

    private static List<Told> acts(Block block) throws InvalidProtocolBufferException {
        ByteString codes = block.getMetadata().getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE);
        var acts = new ArrayList<Told>();
        for (int position = 0; position < block.getData().getDataCount(); position++) {
            if (codes.byteAt(position) == TxValidationCode.VALID_VALUE) {
                act(block.getData().getData(position), block.getHeader().getNumber())
                        .ifPresent(acts::add);
            }
        }
        return acts;
    }

    /// Empty for what writes no act: a change of the channel, the chaincode's beginning, an act that was there before.
    private static Optional<Told> act(ByteString envelope, long block) throws InvalidProtocolBufferException {
        var payload = Payload.parseFrom(Envelope.parseFrom(envelope).getPayload());
        var header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
        if (header.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
            return Optional.empty();
        }
        var call = ChaincodeActionPayload.parseFrom(
                Transaction.parseFrom(payload.getData()).getActions(0).getPayload());
        var response = ProposalResponsePayload.parseFrom(call.getAction().getProposalResponsePayload());
        var event = ChaincodeEvent.parseFrom(
                ChaincodeAction.parseFrom(response.getExtension()).getEvents());
        return event.getEventName().equals(LedgerEvent.NAME)
                ? Optional.of(new Told(
                        LedgerEvent.parse(Bytes.of(event.getPayload().toByteArray())), header.getTxId(), block))
                : Optional.empty();
    }
}
