package scf.verify;

import java.util.List;

/// What a file proves, in words, or why it proves nothing.
public sealed interface Verdict {

    /// It holds.
    ///
    /// @param holds what is proved, as of which block, and by whom
    /// @param open what is not
    record Proved(List<String> holds, List<String> open) implements Verdict {

        public Proved {
            holds = List.copyOf(holds);
            open = List.copyOf(open);
        }
    }

    /// It does not, and this is the first thing that is wrong.
    ///
    /// @param where the part of the file that is wrong
    record Refused(Reason reason, String where) implements Verdict {}
}
