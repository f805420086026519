-- A party abroad is named by its LEI, or by the Global Location Number that stands on its UBL papers. The check characters are
-- recomputed in code; here stands the form.
alter table enterprise.enterprises
    drop constraint an_identifier_has_the_form_of_its_scheme,
    add constraint an_identifier_has_the_form_of_its_scheme check (
        scheme = 'USCC' and identifier ~ '^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$'
        or scheme = 'LEI' and identifier ~ '^[0-9A-Z]{18}[0-9]{2}$'
        or scheme = 'GLN' and identifier ~ '^[0-9]{13}$');
