package scf.platform.signing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scf.contract.Bytes;

/// The text that is signed (RFC 9421 §2.5): a line for each covered component, last the components and terms
/// themselves.
final class SignatureBase {

    private SignatureBase() {}

    /// Empty when the message does not have one of the components: nothing can be said about what is not there.
    static Optional<Bytes> of(RequestMessage request, List<Component> covered, String parameters) {
        return lines(request, null, covered, parameters);
    }

    /// A response's base reaches back to the request: an answer cannot be passed off as the answer to something else.
    static Optional<Bytes> of(
            ResponseMessage response, @Nullable RequestMessage request, List<Component> covered, String parameters) {
        return lines(request, response, covered, parameters);
    }

    private static Optional<Bytes> lines(
            @Nullable RequestMessage request,
            @Nullable ResponseMessage response,
            List<Component> covered,
            String parameters) {
        var base = new StringBuilder();
        for (Component component : covered) {
            var value = response == null || component.ofRequest()
                    ? of(request, component, response != null)
                    : of(response, component);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            base.append(component.identifier()).append(": ").append(value.get()).append('\n');
        }
        base.append("\"@signature-params\": ").append(parameters);
        return Optional.of(Bytes.of(base.toString().getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Optional<String> of(@Nullable RequestMessage request, Component component, boolean forResponse) {
        if (request == null || component.ofRequest() != forResponse) {
            return Optional.empty();
        }
        return component.isDerived()
                ? request.derived(component)
                : request.fields().combined(component.name());
    }

    private static Optional<String> of(ResponseMessage response, Component component) {
        if (component.name().equals("@status")) {
            return Optional.of(Integer.toString(response.status()));
        }
        return response.fields().combined(component.name());
    }
}
