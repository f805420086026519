package scf.platform.settlement;

import java.time.Instant;
import scf.schema.ids.BankReceiptId;

/// A credit that waits for a person of the bank (待处理).
public record Waiting(BankReceiptId receipt, String messageId, Instant receivedAt, Entry entry) {}
