import Testing

/// Everything that runs the built program, one stage after another: two cores are soon full of desks.
@Suite(.serialized) struct `The whole desk` {}
