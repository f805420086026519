package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.BlockMetadataIndex;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import scf.contract.Algorithm;
import scf.contract.Role;

/// The chain of blocks, as any member receives it.
class ChainTest {

    @Test
    void each_block_names_the_hash_of_the_one_before_and_of_its_own_data() {
        try (var ledger = new TestLedger()) {
            long last = 0;
            for (int i = 0; i < 4; i++) {
                last = ledger.written(Deeds.register(ledger.city, Party.of(Role.ENTERPRISE, Algorithm.ED25519)));
            }

            List<Block> blocks = ledger.blocks(last);
            assertLinked(blocks);
            // The configuration, the genesis of the rules, four keys.
            assertThat(blocks).hasSizeGreaterThanOrEqualTo(6);
        }
    }

    static void assertLinked(List<Block> blocks) {
        ByteString previous = ByteString.EMPTY;
        for (Block block : blocks) {
            assertThat(block.getHeader().getNumber()).isEqualTo(blocks.indexOf(block));
            assertThat(block.getHeader().getPreviousHash()).isEqualTo(previous);
            assertThat(block.getHeader().getDataHash())
                    .isEqualTo(Blocks.dataHash(block.getData().getDataList()));
            assertThat(block.getMetadata()
                            .getMetadata(BlockMetadataIndex.TRANSACTIONS_FILTER_VALUE)
                            .size())
                    .isEqualTo(block.getData().getDataCount());
            previous = Blocks.hash(block.getHeader());
        }
    }

    @Test
    void a_filtered_block_tells_ids_and_codes_only() {
        try (var ledger = new TestLedger()) {
            Party owner = Party.of(Role.ENTERPRISE, Algorithm.ED25519);
            var proposed = ledger.client.propose(Deeds.register(ledger.city, owner));
            var _ = ledger.client.submit(ledger.endorsed(proposed));
            long block = ledger.committed(proposed.transactionId());
            var request = ledger.sdk(DevLedger.OUTSIDER)
                    .getNetwork(Deeds.CHANNEL)
                    .newFilteredBlockEventsRequest()
                    .startBlock(block)
                    .build();
            try (var events = request.getEvents()) {
                var filtered = events.next();
                assertThat(filtered.getNumber()).isEqualTo(block);
                assertThat(filtered.getFilteredTransactionsList())
                        .singleElement()
                        .satisfies(transaction -> {
                            assertThat(transaction.getTxid()).isEqualTo(proposed.transactionId());
                            assertThat(transaction.getTxValidationCode()).isEqualTo(TxValidationCode.VALID);
                        });
            }
        }
    }
}
