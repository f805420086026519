package scf.gateway;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.gateway.ErrorDetail;
import scf.contract.Refusal;

/// Reads the contract's refusal out of what a gateway answers.
///
/// The payload of a failed chaincode call never reaches the client; only its message does, as one detail per
/// endorser: `chaincode response 500, NOT_THE_DEBTOR: …`. So the code stands at the front of the message.
final class Refusals {

    private static final Pattern CHAINCODE_RESPONSE =
            Pattern.compile("chaincode response \\d+, (?<code>[A-Z][A-Z0-9_]*): (?<message>.*)", Pattern.DOTALL);

    private Refusals() {}

    static Endorsing read(EndorseException failure) {
        return failure.getDetails().stream()
                .map(ErrorDetail::getMessage)
                .flatMap(message -> refusal(message).stream())
                .findFirst()
                .orElseGet(() -> new Endorsing.NotEndorsed(inWords(failure)));
    }

    private static Optional<Endorsing> refusal(String detail) {
        Matcher matcher = CHAINCODE_RESPONSE.matcher(detail);
        if (!matcher.find()) {
            return Optional.empty();
        }
        // A code that we do not know comes from a newer contract or from an accident: not an answer to rely on.
        return Stream.of(Refusal.values())
                .filter(refusal -> refusal.name().equals(matcher.group("code")))
                // A ledger that has not begun yet has judged nothing.
                .filter(refusal -> refusal != Refusal.NOT_INITIALISED)
                .findFirst()
                .map(refusal -> new Endorsing.RefusedByRules(refusal, matcher.group("message")));
    }

    /// The status with what each endorser said, on one line.
    static String inWords(GatewayException failure) {
        String status =
                failure.getStatus().getCode() + " " + failure.getStatus().getDescription();
        String details = failure.getDetails().stream()
                .map(detail -> detail.getMspId() + ": " + detail.getMessage())
                .collect(Collectors.joining("; "));
        return details.isEmpty() ? status : status + " (" + details + ")";
    }
}
