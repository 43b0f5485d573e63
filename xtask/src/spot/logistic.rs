//! Logistic regression over cues that are met or not: each weight is drawn towards a prior. Deterministic.

const SWEEPS: usize = 30;

/// A page: the cues it meets, and whether it is a tool.
#[derive(Clone, Copy)]
pub struct Example<'a> {
    /// By their index among the priors.
    pub cues: &'a [usize],
    /// The truth.
    pub is_tool: bool,
}

/// What a weight is drawn to, and how strongly: a pull of 1 is as strong as one page that is a toss-up, four times over.
#[derive(Clone, Copy)]
pub struct Prior {
    /// In natural logarithms of odds.
    pub weight: f64,
    /// Above 0.
    pub pull: f64,
}

/// The weights, in natural logarithms of odds. A page that is no tool counts for `others_count` tools.
pub fn fit(examples: &[Example<'_>], priors: &[Prior], others_count: f64) -> Vec<f64> {
    let mut having = vec![Vec::new(); priors.len()];
    for (index, example) in examples.iter().enumerate() {
        example.cues.iter().for_each(|&cue| having[cue].push(index));
    }
    let mut weights: Vec<f64> = priors.iter().map(|prior| prior.weight).collect();
    let mut scores: Vec<f64> = examples.iter().map(|example| score(example, &weights)).collect();
    for _ in 0..SWEEPS {
        for ((weight, prior), having) in weights.iter_mut().zip(priors).zip(&having) {
            let from_prior = (prior.pull * (*weight - prior.weight), prior.pull);
            let change = step(examples, &scores, having, from_prior, others_count);
            *weight += change;
            having.iter().for_each(|&index| scores[index] += change);
        }
    }
    weights
}

/// The natural logarithm of the odds that a page is a tool.
pub fn score(example: &Example<'_>, weights: &[f64]) -> f64 {
    example.cues.iter().map(|&cue| weights[cue]).sum::<f64>()
}

/// One Newton step of the weight that the pages named share, from the prior's gradient and curvature.
fn step(
    examples: &[Example<'_>],
    scores: &[f64],
    having: &[usize],
    (mut gradient, mut curvature): (f64, f64),
    others_count: f64,
) -> f64 {
    for &index in having {
        let chance = 1.0 / (1.0 + (-scores[index]).exp());
        let (truth, counts) = if examples[index].is_tool { (1.0, 1.0) } else { (0.0, others_count) };
        gradient += counts * (chance - truth);
        curvature += counts * chance * (1.0 - chance);
    }
    (-gradient / curvature).clamp(-1.0, 1.0)
}
