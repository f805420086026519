package scf.platform.chain;

import java.time.Instant;
import scf.schema.ids.ChainId;
import scf.schema.ids.EnterpriseId;

/// A supply chain (产业链) under its chain-master (链主): the buyer whose debts its suppliers finance.
public record Chain(ChainId id, EnterpriseId master, String name, String industry, Instant registeredAt) {}
