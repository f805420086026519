package scf.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import org.junit.jupiter.api.Test;
import scf.contract.Refusal;

/// A refusal of the rules is told apart from everything else that keeps an act from being endorsed.
class RefusalsTest {

    private static Endorsing readOf(Status.Code code, String... details) {
        var status =
                com.google.rpc.Status.newBuilder().setCode(code.value()).setMessage("failed to endorse transaction");
        Stream.of(details)
                .map(detail -> ErrorDetail.newBuilder()
                        .setMspId("CityMSP")
                        .setMessage(detail)
                        .build())
                .forEach(detail -> status.addDetails(Any.pack(detail)));
        return Refusals.read(new EndorseException("tx", StatusProto.toStatusRuntimeException(status.build())));
    }

    @Test
    void the_contracts_code_and_words_are_read_from_the_details() {
        assertThat(readOf(Status.Code.ABORTED, "chaincode response 500, NOT_THE_DEBTOR: the actor is not the debtor"))
                .isEqualTo(new Endorsing.RefusedByRules(Refusal.NOT_THE_DEBTOR, "the actor is not the debtor"));
    }

    @Test
    void one_endorser_that_refuses_is_enough() {
        assertThat(readOf(
                        Status.Code.ABORTED,
                        "connection refused",
                        "chaincode response 500, LOCKED: the voucher is locked for financing"))
                .isEqualTo(new Endorsing.RefusedByRules(Refusal.LOCKED, "the voucher is locked for financing"));
    }

    @Test
    void every_refusal_of_the_contract_is_known() {
        for (Refusal refusal : EnumSet.complementOf(EnumSet.of(Refusal.NOT_INITIALISED))) {
            assertThat(readOf(
                            Status.Code.ABORTED, "chaincode response 500, " + refusal.name() + ": " + refusal.words()))
                    .isEqualTo(new Endorsing.RefusedByRules(refusal, refusal.words()));
        }
    }

    @Test
    void what_is_no_refusal_of_ours_only_means_that_it_was_not_endorsed() {
        for (String detail : new String[] {
            "chaincode response 500, NOT_INITIALISED: the ledger has no genesis",
            "chaincode response 500, GENESIS_REFUSED: the ledger has another genesis",
            "chaincode response 500, java.lang.IllegalStateException: at …",
            "could not launch chaincode",
            ""
        }) {
            assertThat(readOf(Status.Code.ABORTED, detail)).isInstanceOf(Endorsing.NotEndorsed.class);
        }
        assertThat(readOf(Status.Code.UNAVAILABLE))
                .isInstanceOfSatisfying(
                        Endorsing.NotEndorsed.class,
                        failed -> assertThat(failed.cause()).contains("UNAVAILABLE"));
    }
}
