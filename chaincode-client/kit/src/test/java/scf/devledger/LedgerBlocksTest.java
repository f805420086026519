package scf.devledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import scf.contract.ActType;
import scf.contract.Algorithm;
import scf.contract.Bytes;
import scf.contract.Role;
import scf.contract.SignedAct;
import scf.gateway.LedgerBlocks;

/// The platform's client shows the chain of blocks as the ledger tells it.
class LedgerBlocksTest {

    private static final int ALL = 1000;
    private static final TestLedger LEDGER = new TestLedger();
    private static final SignedAct FIRST = Deeds.register(LEDGER.city, Party.of(Role.BANK, Algorithm.ED25519));
    private static final SignedAct SECOND = Deeds.register(LEDGER.city, Party.of(Role.ENTERPRISE, Algorithm.SM2_SM3));

    @BeforeAll
    static void tell_two_acts() {
        LEDGER.written(FIRST);
        LEDGER.written(SECOND);
    }

    @AfterAll
    static void close() {
        LEDGER.close();
    }

    @Test
    void every_block_is_told_with_the_hash_of_its_header() {
        LedgerBlocks told = LEDGER.client.blocks(0, ALL);
        var blocks = LEDGER.blocks(told.height() - 1);
        assertThat(told.blocks())
                .extracting(LedgerBlocks.Block::hash)
                .isEqualTo(blocks.stream()
                        .map(block -> Bytes.of(Blocks.hash(block.getHeader()).toByteArray()))
                        .toList());
        assertThat(told.blocks().getLast().number()).isEqualTo(told.height() - 1);
    }

    @Test
    void the_acts_are_told_where_they_were_written_and_the_beginning_is_no_act() {
        var acts = LEDGER.client.blocks(0, ALL).blocks().stream()
                .flatMap(block -> block.acts().stream())
                .toList();
        assertThat(acts).extracting(told -> told.event().act()).containsExactly(FIRST.hash(), SECOND.hash());
        assertThat(acts).extracting(told -> told.event().type()).containsOnly(ActType.REGISTER_KEY);
        assertThat(acts)
                .allSatisfy(told ->
                        assertThat(LEDGER.committed(told.transactionId())).isEqualTo(told.block()));
    }

    @Test
    void an_act_that_was_told_again_stands_on_the_ledger_once() {
        LEDGER.written(FIRST);
        assertThat(LEDGER.client.blocks(0, ALL).blocks().stream().flatMap(block -> block.acts().stream()))
                .filteredOn(told -> told.event().act().equals(FIRST.hash()))
                .hasSize(1);
    }

    @Test
    void a_stretch_is_the_same_as_that_part_of_the_whole_and_past_the_end_there_is_nothing() {
        LedgerBlocks whole = LEDGER.client.blocks(0, ALL);
        assertThat(LEDGER.client.blocks(1, 2).blocks()).isEqualTo(whole.blocks().subList(1, 3));
        assertThat(LEDGER.client.blocks(whole.height(), 2).blocks()).isEmpty();
        assertThat(LEDGER.client.blocks(Long.MAX_VALUE, 2)).isEqualTo(new LedgerBlocks(whole.height(), List.of()));
    }
}
