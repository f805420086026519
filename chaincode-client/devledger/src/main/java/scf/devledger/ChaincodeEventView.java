package scf.devledger;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/// What a block tells of one chaincode: the events of its valid transactions, in their order.
///
/// @param first the block in which to begin strictly after `afterTransaction`, if that is named and stands there
record ChaincodeEventView(String chaincode, long first, String afterTransaction)
        implements EventStreams.View<ChaincodeEventsResponse> {

    @Override
    public Optional<ChaincodeEventsResponse> of(Block block) {
        long number = block.getHeader().getNumber();
        List<ChaincodeEvent> events = new ArrayList<>();
        for (int position = 0; position < block.getData().getDataCount(); position++) {
            if (Blocks.code(block, position) != TxValidationCode.VALID) {
                continue;
            }
            ByteString envelope = block.getData().getData(position);
            Optional<EndorsedTransaction> transaction = EndorsedTransaction.parse(envelope);
            transaction
                    .flatMap(EndorsedTransaction::event)
                    .filter(event -> event.getChaincodeId().equals(chaincode))
                    .ifPresent(events::add);
            if (number == first
                    && transaction
                            .filter(one -> one.id().equals(afterTransaction))
                            .isPresent()) {
                events.clear();
            }
        }
        return events.isEmpty()
                ? Optional.empty()
                : Optional.of(ChaincodeEventsResponse.newBuilder()
                        .setBlockNumber(number)
                        .addAllEvents(events)
                        .build());
    }
}
