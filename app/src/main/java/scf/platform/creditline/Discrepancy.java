package scf.platform.creditline;

import scf.schema.ids.NodeId;

/// A node whose balance differs from the sum of its movements, in minor units.
public record Discrepancy(
        NodeId node, long reserved, long reservedMoved, long used, long usedMoved, long drawn, long drawnMoved) {}
