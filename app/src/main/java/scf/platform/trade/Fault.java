package scf.platform.trade;

/// Why a document cannot be read: which field breaks which rule, and where the rule is written.
///
/// @param field the element's path in XML, the JSON pointer in rows
public record Fault(String field, String rule, String source, String message) {}
