package scf.platform;

import java.util.List;

/// Which rules have come to what in a town, as they were recorded: `R-05 PASSED`.
public final class Judged {

    private Judged() {}

    public static List<String> in(Town town) {
        return town.sql
                .fetch("select distinct code || ' ' || outcome from rulebook.verdicts order by 1")
                .getValues(0, String.class);
    }
}
