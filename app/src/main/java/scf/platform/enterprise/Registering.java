package scf.platform.enterprise;

import scf.schema.ids.EnterpriseId;

/// How the registration of a party ends, refusals in the order in which they are looked for.
public sealed interface Registering {

    /// Only an enterprise has a size, and it must declare one: the law on payment terms turns on it.
    record SizeMissing() implements Registering {}

    /// A platform serves one city.
    record CityExists() implements Registering {}

    /// The identifier already names this party.
    record IdentifierTaken(EnterpriseId by) implements Registering {}

    record Registered(Enterprise enterprise) implements Registering {}
}
