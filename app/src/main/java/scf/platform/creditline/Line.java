package scf.platform.creditline;

import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import scf.schema.ids.ChainId;
import scf.schema.ids.CreditLineId;
import scf.schema.ids.EnterpriseId;

/// A bank's whole-chain line (整链授信额度) with its tree, the root first and every parent before its children.
public record Line(
        CreditLineId id,
        EnterpriseId bank,
        ChainId chain,
        EnterpriseId master,
        Currency currency,
        Instant grantedAt,
        List<Node> nodes) {

    public Line {
        nodes = nodes.stream().sorted(Comparator.comparing(Node::level)).toList();
    }

    public Node root() {
        return nodes.getFirst();
    }

    public Optional<Node> at(Node.Place place) {
        return nodes.stream().filter(node -> node.place().equals(place)).findFirst();
    }
}
