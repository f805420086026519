package scf.platform.enterprise;

import java.time.LocalDate;

/// Of what size an enterprise is from a day on, until it declares another.
public record DeclaredSize(EnterpriseSize size, LocalDate from) {}
