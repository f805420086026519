package scf.platform.enterpriseapi;

import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import scf.platform.enterprise.Account;
import scf.platform.enterprise.AccountNaming;
import scf.platform.enterprise.AccountVerifying;
import scf.platform.enterprise.Accounts;
import scf.platform.enterprise.PartyKind;
import scf.platform.signing.BodyFields;
import scf.platform.signing.Caller;
import scf.platform.signing.Page;
import scf.platform.signing.Paging;
import scf.platform.signing.Position;
import scf.platform.signing.Problem;
import scf.schema.ids.AccountId;
import scf.schema.ids.EnterpriseId;

/// `/v1/enterprises/{id}/accounts`: a party names its own accounts, the bank that keeps one verifies it.
@RestController
@RequestMapping("/v1/enterprises/{owner}/accounts")
class AccountsDoor {

    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z-]{10,30}");
    private static final Pattern CNAPS = Pattern.compile("[0-9]{12}");

    private final Accounts accounts;

    AccountsDoor(Accounts accounts) {
        this.accounts = accounts;
    }

    /// @param bankCode 大额支付行号 (CNAPS) of the branch
    /// @param bankId the bank on this platform that keeps the account
    record AccountBody(String name, String number, String bankCode, EnterpriseId bankId) {}

    record AccountJson(
            AccountId id,
            EnterpriseId ownerId,
            String name,
            String number,
            String bankCode,
            EnterpriseId bankId,
            boolean verified,
            @Nullable Instant verifiedAt) {

        static AccountJson of(Account account) {
            return new AccountJson(
                    account.id(),
                    account.owner(),
                    account.name(),
                    account.number(),
                    account.bankCode(),
                    account.bank(),
                    account.verified(),
                    account.verifiedAt());
        }
    }

    @PostMapping
    ResponseEntity<AccountJson> name(Caller caller, @PathVariable EnterpriseId owner, @RequestBody AccountBody body) {
        caller.mustBe(PartyKind.ENTERPRISE, PartyKind.BANK);
        if (!caller.party().equals(owner)) {
            throw Problem.notFound();
        }
        var naming = accounts.name(
                owner,
                BodyFields.text("/name", body.name(), 2, 120),
                BodyFields.code("/number", body.number(), NUMBER, "10 to 30 letters, digits or hyphens"),
                BodyFields.code("/bankCode", body.bankCode(), CNAPS, "twelve digits (大额支付行号)"),
                body.bankId());
        return switch (naming) {
            case AccountNaming.Named(var account) ->
                ResponseEntity.created(URI.create("/v1/enterprises/" + owner + "/accounts/" + account.id()))
                        .body(AccountJson.of(account));
            case AccountNaming.NamedBefore(var account) -> ResponseEntity.ok(AccountJson.of(account));
            case AccountNaming.NoSuchBank _ ->
                throw Problem.refused(422, "no_such_bank", "No such bank", "No bank on this platform has this id.")
                        .field("/bankId");
        };
    }

    @PostMapping("/{id}/verification")
    AccountJson verify(Caller caller, @PathVariable EnterpriseId owner, @PathVariable AccountId id) {
        caller.mustBe(PartyKind.BANK);
        return switch (accounts.verify(owner, id, caller.party(), caller.user())) {
            case AccountVerifying.Verified(var account) -> AccountJson.of(account);
            case AccountVerifying.VerifiedBefore(var account) -> AccountJson.of(account);
            case AccountVerifying.NoSuchAccount _ -> throw Problem.notFound();
            case AccountVerifying.VerifiedForAnother _ ->
                throw Problem.refused(
                        409,
                        "verified_for_another",
                        "Verified for another",
                        "You have verified this account number for another party.");
        };
    }

    @GetMapping("/{id}")
    AccountJson one(Caller caller, @PathVariable EnterpriseId owner, @PathVariable AccountId id) {
        return accounts.find(owner, id)
                .filter(account -> mayBeSeenBy(caller, account))
                .map(AccountJson::of)
                .orElseThrow(Problem::notFound);
    }

    @GetMapping
    Page<AccountJson> list(Caller caller, @PathVariable EnterpriseId owner, Paging paging) {
        if (!caller.party().equals(owner)) {
            throw Problem.notFound();
        }
        var after = paging.after()
                .map(row -> new AccountId(UUID.fromString(row.id())))
                .orElse(null);
        return paging.page(
                        accounts.of(owner, after, paging.limit() + 1),
                        row -> new Position(row.openedAt(), row.id().toString()))
                .map(AccountJson::of);
    }

    /// Its owner, and the bank that keeps it.
    private static boolean mayBeSeenBy(Caller caller, Account account) {
        return caller.party().equals(account.owner()) || caller.party().equals(account.bank());
    }
}
