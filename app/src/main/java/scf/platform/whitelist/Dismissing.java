package scf.platform.whitelist;

/// How it ends when the city dismisses an objection. One that is upheld leads to the removal of the entry instead.
public sealed interface Dismissing {

    record NoSuchObjection() implements Dismissing {}

    record DismissedBefore(String because) implements Dismissing {}

    record Dismissed(Entry entry) implements Dismissing {}
}
