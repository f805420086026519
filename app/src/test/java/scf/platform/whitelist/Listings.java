package scf.platform.whitelist;

import static org.assertj.core.api.Assertions.assertThat;

import scf.schema.ids.EnterpriseId;
import scf.schema.ids.ListingId;

/// Takes a chain-master through every step, for tests whose subject is something else. Wants notice days of 0.
public final class Listings {

    private final Whitelist whitelist;
    private final Entry.Actor city;

    public Listings(Whitelist whitelist, EnterpriseId city) {
        this.whitelist = whitelist;
        this.city = new Entry.Actor(city, "desk-1");
    }

    public ListingId list(EnterpriseId master) {
        var declared = whitelist.declare(master, city, "申报材料齐全");
        assertThat(declared).isInstanceOf(Declaring.Declared.class);
        var id = ((Declaring.Declared) declared).entry().id();
        take(ListingStep.RECOMMENDATION, id);
        take(ListingStep.REVIEW, id);
        take(ListingStep.PUBLICATION, id);
        take(ListingStep.LISTING, id);
        return id;
    }

    public void take(ListingStep step, ListingId id) {
        assertThat(whitelist.take(step, id, city, "符合条件", Whitelist.Particulars.NONE))
                .isInstanceOf(Stepping.Taken.class);
    }
}
