package scf.platform.creditline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import scf.schema.ids.ChainId;
import scf.schema.ids.CreditLineId;
import scf.schema.ids.EnterpriseId;
import scf.schema.ids.NodeId;

/// A bank's whole-chain line (整链授信额度) with its tree, the root first and every parent before its children.
///
/// @param preferences what the chain-master's listing brought to it; nothing on a line from before listings brought any
public record Line(
        CreditLineId id,
        EnterpriseId bank,
        ChainId chain,
        EnterpriseId master,
        Currency currency,
        Instant grantedAt,
        @Nullable Preferences preferences,
        List<Node> nodes) {

    public Line {
        nodes = nodes.stream().sorted(Comparator.comparing(Node::level)).toList();
    }

    public Node root() {
        return nodes.getFirst();
    }

    public Optional<Node> node(NodeId node) {
        return nodes.stream().filter(one -> one.id().equals(node)).findFirst();
    }

    /// The nodes from the root to this one.
    public List<Node> pathTo(Node node) {
        var path = new ArrayDeque<Node>();
        for (var next = Optional.of(node); next.isPresent(); next = parentOf(next.get())) {
            path.addFirst(next.get());
        }
        return List.copyOf(path);
    }

    /// The node of a path with the least room; of several the first from the root.
    public static Node binding(List<Node> path, LocalDate today) {
        return path.stream()
                .min(Comparator.comparing(node -> node.available(today)))
                .orElseThrow();
    }

    private Optional<Node> parentOf(Node node) {
        return Optional.ofNullable(node.parent()).flatMap(this::node);
    }

    public Optional<Node> at(Node.Place place) {
        return nodes.stream().filter(node -> node.place().equals(place)).findFirst();
    }
}
