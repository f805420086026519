package scf.platform.enterprise;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import scf.schema.ids.EnterpriseId;

/// A party on the platform: the city, a bank, or a business.
///
/// @param size as the enterprise declared it when it was registered; a bank and the city need none. What counts on
/// a day is in [Sizes]
public record Enterprise(
        EnterpriseId id,
        PartyKind kind,
        String name,
        Identifier identifier,
        @Nullable EnterpriseSize size,
        Instant registeredAt) {}
