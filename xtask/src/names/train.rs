//! Trains the tagger: two logistic regressions by stochastic gradient descent, the same weights on every run.

use super::DATA;
use super::corpus::Corpus;
use super::random::Random;
use super::texts::{self, Text};
use super::written;
use anyhow::Result;
use chalkline::detect::names::training::{
    BITS, Grain, LIMIT, Reading, SECOND, Tagger, examples, scan, second_examples,
};
use std::fs::write;

/// Rounds over everything; each makes the school texts anew, with other names.
const ROUNDS: u64 = 14;
/// From this round on the weights are averaged: each round's texts are others, and what only they have evens out.
const AVERAGED: u64 = 4;
/// Texts from each template in a round.
const EACH: u64 = 3;
/// In a hundred: names treated as if the list lacked them, texts read as if the lore were empty, words judged by the coarse features alone.
const UNLISTED: usize = 10;
const NO_LORE: usize = 12;
const BY_CLASS: usize = 25;
/// In a hundred: features that an example is learnt without, so that no single one is leant on.
const DROPPED: usize = 40;
/// How much a text written for Chalkline counts beside one from a template or of others.
const WRITTEN: f32 = 3.0;
const RATE: f32 = 0.15;
const SHRINK: f32 = 3e-5;

/// Trains on the tuning half of the corpus and on labelled texts, and writes `weights.bin`.
pub fn run(paths: &[String]) -> Result<()> {
    let corpus = Corpus::read("tune")?;
    let others = paths.iter().map(|path| texts::read(path)).collect::<Result<Vec<_>>>()?.concat();
    let written: Vec<_> = written::read("tune")?.iter().map(texts::text).collect();
    println!("{} templates, {} texts written, {} texts of others", corpus.len(), written.len(), others.len());
    let weighed = |texts: Vec<Text>, weight: f32| texts.into_iter().map(move |text| (text, weight));
    let data = Data { corpus, texts: weighed(written, WRITTEN).chain(weighed(others, 1.0)).collect() };
    let second = data.second_stage();
    let first = data.first_stage(&|_| true);
    let bytes = packed(&first, &second);
    println!(
        "second stage {second:.2?}; {} of {} weights are not 0",
        bytes.iter().skip(4 + 4 * SECOND).filter(|&&b| b != 0).count(),
        1 << BITS
    );
    Ok(write(format!("{DATA}/weights.bin"), bytes)?)
}

struct Data {
    corpus: Corpus,
    /// Texts that are the same in every round, with how much each counts.
    texts: Vec<(Text, f32)>,
}

impl Data {
    /// The texts of one round whose template (or place among the others) is chosen, in a new order, with how much each counts.
    fn round(&self, round: u64, chosen: &dyn Fn(usize) -> bool) -> Vec<(Text, f32)> {
        let ours = (0..self.corpus.len()).filter(|&template| chosen(template));
        let mut texts: Vec<_> = ours
            .flat_map(|template| {
                let each = EACH * self.corpus.share(template);
                (0..each).map(move |i| (template, round * each + i))
            })
            .map(|(template, seed)| (self.corpus.text(template, seed), 1.0))
            .collect();
        texts.extend(self.texts.iter().enumerate().filter(|(i, _)| chosen(*i)).map(|(_, text)| text.clone()));
        Random::new(round).shuffle(&mut texts);
        texts
    }

    fn first_stage(&self, chosen: &dyn Fn(usize) -> bool) -> Vec<f32> {
        let mut model = Regression::new(1 << BITS);
        let mut sums = vec![0.0; 1 << BITS];
        for round in 0..ROUNDS {
            let mut random = Random::new(1000 + round);
            let mut loss = 0.0;
            for (text, weight) in self.round(round, chosen) {
                let tokens = scan(&text.text);
                let reading = blurred(Reading::new(&tokens), &text, &mut random);
                for (i, features) in examples(&reading) {
                    let coarse_only = random.percent(BY_CLASS);
                    let features: Vec<_> = features
                        .into_iter()
                        .filter(|&(grain, ..)| grain == Grain::Coarse || !coarse_only)
                        .filter(|_| !random.percent(DROPPED))
                        .map(|(_, feature, part)| (feature as usize, part))
                        .collect();
                    loss += model.learn(&features, is_name(&text, &reading, i), weight);
                }
            }
            println!("round {round}: loss {loss:.0}");
            if round >= AVERAGED {
                sums.iter_mut().zip(&model.weights).for_each(|(sum, weight)| *sum += weight);
            }
        }
        sums.iter().map(|sum| sum / (ROUNDS - AVERAGED) as f32).collect()
    }

    /// Trains the second stage on answers of first stages that have not seen the template.
    fn second_stage(&self) -> [f32; SECOND] {
        let folds: Vec<_> = (0..2).map(|fold| self.first_stage(&|i| i % 2 != fold)).collect();
        let mut model = Regression::new(SECOND);
        model.rate = 0.05;
        for round in 0..3 {
            let mut random = Random::new(2000 + round);
            for (fold, weights) in folds.iter().enumerate() {
                let bytes = packed(weights, &[0.0; SECOND]);
                let tagger = Tagger::new(&bytes);
                for (text, weight) in self.round(100 + round, &|i| i % 2 == fold) {
                    let tokens = scan(&text.text);
                    let reading = blurred(Reading::new(&tokens), &text, &mut random);
                    let odds = tagger.first_odds(&reading);
                    for (i, inputs) in second_examples(&reading, &odds).into_iter().enumerate() {
                        let Some(inputs) = inputs else { continue };
                        let features: Vec<_> = inputs.into_iter().enumerate().collect();
                        model.learn(&features, is_name(&text, &reading, i), weight);
                    }
                }
            }
        }
        model.weights.try_into().expect("the model has as many weights as the stage")
    }
}

/// Takes from the facts what the list and the lore may lack in earnest.
fn blurred<'a, 't>(mut reading: Reading<'a, 't>, text: &Text, random: &mut Random) -> Reading<'a, 't> {
    let no_lore = random.percent(NO_LORE);
    for i in 0..reading.facts.len() {
        let unlisted = is_name(text, &reading, i) && random.percent(UNLISTED);
        let facts = &mut reading.facts[i];
        if no_lore {
            facts.lore = Default::default();
        }
        if unlisted {
            facts.class = Default::default();
            facts.known = false;
        }
    }
    reading.name_symbols();
    reading
}

fn is_name(text: &Text, reading: &Reading<'_, '_>, i: usize) -> bool {
    let span = reading.tokens[i].span();
    text.names.iter().any(|name| name.start < span.end && span.start < name.end)
}

/// Logistic regression with a step of its own for every weight (AdaGrad: Duchi, Hazan and Singer, 2011).
struct Regression {
    weights: Vec<f32>,
    squares: Vec<f32>,
    rate: f32,
}

impl Regression {
    fn new(size: usize) -> Self {
        Regression { weights: vec![0.0; size], squares: vec![1.0; size], rate: RATE }
    }

    /// One step; answers with the loss before it.
    fn learn(&mut self, features: &[(usize, f32)], is_name: bool, weight: f32) -> f32 {
        let odds: f32 = features.iter().map(|&(feature, part)| self.weights[feature] * part).sum();
        let wanted = f32::from(u8::from(is_name));
        let error = 1.0 / (1.0 + (-odds).exp()) - wanted;
        for &(feature, part) in features {
            let slope = weight * error * part + SHRINK * self.weights[feature];
            self.squares[feature] += slope * slope;
            self.weights[feature] -= self.rate * slope / self.squares[feature].sqrt();
        }
        weight * (1.0 + if is_name { -odds } else { odds }.clamp(-LIMIT, LIMIT).exp()).ln()
    }
}

/// Weights in the form the tagger reads: the first stage's rounded to a signed byte.
fn packed(first: &[f32], second: &[f32]) -> Vec<u8> {
    let most = first.iter().fold(0.0f32, |most, weight| most.max(weight.abs()));
    let unit = most.min(3.0) / 127.0;
    let mut bytes: Vec<u8> = [&[unit], second].concat().iter().flat_map(|value| value.to_le_bytes()).collect();
    bytes.extend(first.iter().map(|weight| (weight / unit).round().clamp(-127.0, 127.0) as i8 as u8));
    bytes
}
