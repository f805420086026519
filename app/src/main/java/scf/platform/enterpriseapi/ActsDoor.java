package scf.platform.enterpriseapi;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.ledger.ActStanding;
import scf.platform.ledger.Acts;
import scf.platform.signing.Caller;
import scf.platform.signing.Problem;
import scf.schema.ids.ActHash;

/// `/v1/acts`: whoever signed an act asks whether the ledger has it, and in which transaction.
@RestController
@RequestMapping("/v1/acts")
class ActsDoor {

    private final Acts acts;

    ActsDoor(Acts acts) {
        this.acts = acts;
    }

    @GetMapping("/{hash}")
    ActStanding one(Caller caller, @PathVariable ActHash hash) {
        return acts.standing(hash, caller.party()).orElseThrow(Problem::notFound);
    }
}
